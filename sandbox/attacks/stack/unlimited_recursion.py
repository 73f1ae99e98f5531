# Lifts Python's own limit and recurses until something else gives way.
# expect: STACK_LIMIT
import sys

sys.setrecursionlimit(2**31 - 1)


def add(a, b):
    return add(a + 1, b)
