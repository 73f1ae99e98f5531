# Recursion through a sort's key function.
# expect: RUNTIME_ERROR(RecursionError)
import sys

sys.setrecursionlimit(2**31 - 1)


def add(a, b):
    return sorted([a, b], key=lambda item: add(item, b))
