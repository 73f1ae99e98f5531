# The factorial of ten million.
# expect: TIME_LIMIT
import math


def add(a, b):
    return a + b + 0 * math.factorial(10_000_000)
