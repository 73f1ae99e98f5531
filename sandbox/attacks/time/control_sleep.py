# Honest: a second of sleep.
# expect: PASSED
import time


def add(a, b):
    time.sleep(1)
    return a + b
