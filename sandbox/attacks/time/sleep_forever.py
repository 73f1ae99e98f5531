# Sleeps an hour at a time, for ever: sleeping must cost fuel, however little real time it takes.
# expect: TIME_LIMIT
import time


def add(a, b):
    while True:
        time.sleep(3600)
