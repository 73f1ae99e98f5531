# Recursion through `==`.
# expect: RUNTIME_ERROR(RecursionError)
import sys

sys.setrecursionlimit(2**31 - 1)


class Deep:
    def __eq__(self, other):
        return self == other


def add(a, b):
    return Deep() == Deep()
