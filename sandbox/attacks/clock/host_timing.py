# Measures the host: an hour of sleep must look like an hour, however little real time went by.
# expect: PASSED
import time


def add(a, b):
    start = time.monotonic()
    time.sleep(3600)
    return a + b if 3600 <= time.monotonic() - start < 3601 else None
