# Waits an hour without sleeping: the clock moves with fuel, and there is not that much.
# expect: TIME_LIMIT
import time


def add(a, b):
    end = time.time() + 3600
    while time.time() < end:
        pass
    return a + b
