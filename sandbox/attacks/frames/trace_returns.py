# Traces every call after its own and rewrites what the callers see.
# expect: WRONG_ANSWER
import sys


def tracer(frame, event, argument):
    if event == "return":
        for name in list(frame.f_locals):
            if name in ("value", "result"):
                frame.f_locals[name] = 3
    return tracer


sys.settrace(tracer)


def add(a, b):
    return "wrong"
