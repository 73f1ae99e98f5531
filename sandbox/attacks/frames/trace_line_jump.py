# Traces the caller and makes it skip lines: the harness breaks, and with it the room, and nobody has passed.
# expect: RUNTIME_ERROR(trap: unreachable)
import sys


def tracer(frame, event, argument):
    try:
        frame.f_lineno = frame.f_lineno + 1
    except (ValueError, AttributeError, TypeError):
        pass
    return tracer


def add(a, b):
    frame = sys._getframe().f_back
    while frame is not None:
        frame.f_trace = tracer
        frame = frame.f_back
    sys.settrace(tracer)
    return "wrong"
