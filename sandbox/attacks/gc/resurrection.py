# An object that comes back each time it is let go.
# expect: TIME_LIMIT
import gc


class Undead:
    def __del__(self):
        Undead()


def add(a, b):
    Undead()
    return a + b
