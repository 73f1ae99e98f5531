# Waits at a barrier for a second party.
# expect: RUNTIME_ERROR(RuntimeError)
import threading


def add(a, b):
    threading.Barrier(2).wait()
    return a + b
