# Takes a lock twice: nobody is there to release it.
# expect: RUNTIME_ERROR(trap: unreachable)
import threading


def add(a, b):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return a + b
