# Sleeps until the count of nanoseconds no longer fits 64 bits: the host must not stumble, and sleep is paid for.
# expect: TIME_LIMIT
import time


def add(a, b):
    for _ in range(20):
        time.sleep(4e9)
    return a + b
