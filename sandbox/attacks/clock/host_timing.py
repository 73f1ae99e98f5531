# Measures the host: a second of sleep must look like a second, however little real time went by.
# expect: PASSED
import time


def add(a, b):
    start = time.monotonic()
    time.sleep(1)
    return a + b if 1 <= time.monotonic() - start < 1.01 else None
