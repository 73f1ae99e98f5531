# Reads the clock for ever: every question to the host costs.
# expect: TIME_LIMIT
import time


def add(a, b):
    while True:
        time.monotonic_ns()
