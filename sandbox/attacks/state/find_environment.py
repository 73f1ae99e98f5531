# Looks for variables, the working directory and the generator's state.
# expect: PASSED
# after: state/leave_environment
import os
import random

first = random.random()


def add(a, b):
    changed = "LEFT_BEHIND" in os.environ or "elsewhere" in os.getcwd() or first != 0.5235300494842214
    return None if changed else a + b
