# Walks up the stack while the tests wait in another room.
# expect: ASSERTION
# room: second
import sys


def add(a, b):
    frame = sys._getframe()
    names = []
    while frame is not None:
        names += [*frame.f_locals, *frame.f_globals]
        if "total" in frame.f_locals:
            return frame.f_locals["total"]
        frame = frame.f_back
    return a * b - 1
