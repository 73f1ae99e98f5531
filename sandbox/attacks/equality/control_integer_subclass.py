# Honest: an integer of a class of its own, with the equality of integers.
# expect: PASSED
import enum


class Count(int):
    pass


class Size(enum.IntEnum):
    NONE = 0


def add(a, b):
    return Count(a + b + Size.NONE)
