# An object whose finaliser makes another: the recursion ends by itself, where nobody hears it.
# expect: PASSED
import gc


class Undead:
    def __del__(self):
        Undead()


def add(a, b):
    Undead()
    return a + b
