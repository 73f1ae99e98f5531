# Registers a handler that turns a failure into success at the end.
# expect: WRONG_ANSWER
import atexit
import os

atexit.register(os._exit, 0)


def add(a, b):
    return a - b
