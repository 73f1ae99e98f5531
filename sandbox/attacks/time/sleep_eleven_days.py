# Sleeps a million seconds at once: the virtual clock moves on and nobody waits, but sleep is paid for like work.
# expect: TIME_LIMIT
import time


def add(a, b):
    time.sleep(1e6)
    return a + b
