# Every import from now on gives a module of its own.
# expect: PASSED
import builtins
import sys

builtins.__import__ = lambda *_, **__: sys.modules[__name__]


def add(a, b):
    return a + b
