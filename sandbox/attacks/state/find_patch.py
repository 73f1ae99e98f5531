# Looks for what another program patched.
# expect: PASSED
# after: state/leave_patch
import builtins
import sys


def add(a, b):
    if hasattr(builtins, "left_behind") or "left_behind" in sys.modules or sys.getrecursionlimit() != 1000:
        return None
    return a + b
