# Copies a list that is nested a hundred thousand deep, with the limit lifted.
# expect: PASSED
import copy
import sys

sys.setrecursionlimit(2**31 - 1)


def add(a, b):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    copy.deepcopy(deep)
    return a + b
