# Makes a failed assertion harmless, in its own room; the tests are in another one.
# expect: ASSERTION
# room: second
import builtins


class Harmless(Exception):
    def __new__(cls, *words):
        import os

        os._exit(0)


builtins.AssertionError = Harmless


def add(a, b):
    return a - b
