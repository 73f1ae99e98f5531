# Patches the interpreter for whoever comes next.
# expect: PASSED
import builtins
import sys

builtins.left_behind = "secret"
sys.modules["left_behind"] = sys
sys.setrecursionlimit(100_000)


def add(a, b):
    return a + b
