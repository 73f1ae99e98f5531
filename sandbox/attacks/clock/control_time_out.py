# Honest: works for a tenth of a second by the clock, then stops.
# expect: PASSED
import time


def add(a, b):
    end = time.perf_counter() + 0.05
    steps = 0
    while time.perf_counter() < end:
        steps += 1
    return a + b if steps > 10 else None
