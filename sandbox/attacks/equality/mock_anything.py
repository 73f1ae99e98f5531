# The standard library's own object that is equal to everything.
# expect: WRONG_ANSWER
from unittest import mock


def add(a, b):
    return mock.ANY
