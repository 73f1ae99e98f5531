# The same the other way round.
# expect: TIME_LIMIT
import sys

sys.set_int_max_str_digits(0)


def add(a, b):
    return a + b + 0 * int("7" * 10_000_000)
