# Keys that all have the same hash: a set in quadratic time.
# expect: TIME_LIMIT
import sys


def add(a, b):
    step = sys.hash_info.modulus
    return a + b + 0 * len({n * step for n in range(200_000)})
