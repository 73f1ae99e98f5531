# Starts arithmetic of its own in which every sum is three: right once, by chance.
# expect: WRONG_ANSWER
class Hostile(int):
    __add__ = __radd__ = __sub__ = __rsub__ = lambda self, other: 3


def add(a, b):
    return Hostile(7) + b
