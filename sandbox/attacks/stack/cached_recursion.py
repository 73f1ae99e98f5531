# Endless recursion through the C code of `lru_cache`.
# expect: RUNTIME_ERROR(RecursionError)
import functools
import sys

sys.setrecursionlimit(2**31 - 1)


@functools.lru_cache(maxsize=None)
def deep(n):
    return deep(n + 1)


def add(a, b):
    return deep(a)
