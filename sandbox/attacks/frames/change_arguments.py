# Rewrites the caller's list of arguments.
# expect: WRONG_ANSWER
import sys


def add(a, b):
    frame = sys._getframe().f_back
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if isinstance(value, list) and value[:2] == [a, b]:
                value[:] = [0, 0]
        frame = frame.f_back
    return a - b if b else a + 1
