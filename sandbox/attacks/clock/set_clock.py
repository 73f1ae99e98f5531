# Sets the clock.
# expect: RUNTIME_ERROR(AttributeError)
import time


def add(a, b):
    time.clock_settime(time.CLOCK_REALTIME, 0)
    return a + b
