# Lifts the limit on digits: the conversion takes quadratic time or nearly.
# expect: TIME_LIMIT
import sys

sys.set_int_max_str_digits(0)


def add(a, b):
    return a + b + 0 * len(str(7**20_000_000))
