# An exception whose text never ends: whoever formats it pays for it.
# expect: TIME_LIMIT
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def add(a, b):
    raise Slow
