# Drains the source of randomness for ever: every byte costs.
# expect: TIME_LIMIT
import os


def add(a, b):
    while True:
        os.urandom(1 << 20)
