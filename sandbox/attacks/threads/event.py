# Waits for an event that nobody will set.
# expect: RUNTIME_ERROR(trap: unreachable)
import threading


def add(a, b):
    threading.Event().wait()
    return a + b
