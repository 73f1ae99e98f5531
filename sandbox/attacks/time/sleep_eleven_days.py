# Sleeps a million seconds: the virtual clock moves on at once, and nobody waits.
# expect: PASSED
import time


def add(a, b):
    time.sleep(1e6)
    return a + b
