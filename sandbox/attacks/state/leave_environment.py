# Leaves environment variables, a working directory and a seeded generator.
# expect: PASSED
import os
import random

os.environ["LEFT_BEHIND"] = "secret"
os.makedirs("elsewhere", exist_ok=True)
os.chdir("elsewhere")
random.seed(12345)


def add(a, b):
    return a + b
