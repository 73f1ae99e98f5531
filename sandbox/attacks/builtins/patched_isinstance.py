# Makes everything an instance of everything.
# expect: WRONG_ANSWER
import builtins

builtins.isinstance = lambda thing, kind: True
builtins.type = lambda thing: int


class Thing:
    pass


def add(a, b):
    return Thing()
