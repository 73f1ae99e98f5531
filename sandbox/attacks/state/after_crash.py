# Comes after a room that broke: the room is a new one.
# expect: PASSED
# after: state/leave_crash
import sys


def add(a, b):
    return a + b if len(sys.modules) > 50 else None
