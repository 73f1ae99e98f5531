# Writes into the caller's local variables.
# expect: WRONG_ANSWER
import sys


def add(a, b):
    frame = sys._getframe(1) if sys._getframe().f_back else None
    while frame is not None:
        for name in list(frame.f_locals):
            if name in ("value", "result", "returned", "encoded", "payload", "answer"):
                frame.f_locals[name] = a + b
        frame = frame.f_back
    return "wrong"
