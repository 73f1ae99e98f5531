# Honest: the limit lifted, twenty thousand calls deep.
# expect: PASSED
import sys

sys.setrecursionlimit(10**6)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def add(a, b):
    return a + b + depth(20_000) - 20_000
