# A gibibyte of random bytes in one request.
# expect: MEMORY_LIMIT
import os


def add(a, b):
    return a + b + 0 * len(os.urandom(1 << 30))
