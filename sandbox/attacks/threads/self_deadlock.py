# Takes a lock twice: nobody is there to release it.
# expect: RUNTIME_ERROR(RuntimeError)
import threading


def add(a, b):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return a + b
