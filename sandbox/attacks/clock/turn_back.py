# Looks for a clock that goes backwards.
# expect: PASSED
import time


def add(a, b):
    last = [0] * 3
    for _ in range(1000):
        now = [time.time_ns(), time.monotonic_ns(), time.perf_counter_ns()]
        if any(x < y for x, y in zip(now, last)):
            return now
        last = now
    return a + b
