# The classic that tries every way of cutting a run.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.match(r"(a+)+$", "a" * 60 + "b")
    return a + b
