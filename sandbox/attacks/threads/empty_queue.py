# Waits for an item that nobody will put.
# expect: RUNTIME_ERROR(trap: unreachable)
import queue


def add(a, b):
    return queue.Queue().get()
