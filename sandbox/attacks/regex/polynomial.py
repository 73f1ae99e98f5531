# No exponent, only a high power of the length.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.search(r"\d*\d*\d*\d*\d*x", "1" * 5000)
    return a + b
