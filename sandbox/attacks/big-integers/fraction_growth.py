# A fraction whose parts double in length at each step.
# expect: TIME_LIMIT
from fractions import Fraction


def add(a, b):
    value = Fraction(3, 7)
    while True:
        value = value * value + Fraction(1, 3)
