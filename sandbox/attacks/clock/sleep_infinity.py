# Sleeps for an infinite time.
# expect: RUNTIME_ERROR(OverflowError)
import time


def add(a, b):
    time.sleep(float("inf"))
    return a + b
