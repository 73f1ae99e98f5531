# Empties the table of modules.
# expect: PASSED
import sys

sys.modules.clear()


def add(a, b):
    return a + b
