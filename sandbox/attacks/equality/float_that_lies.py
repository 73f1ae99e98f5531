# A float by birth, equal to everything by declaration.
# expect: WRONG_ANSWER
class Equal(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def add(a, b):
    return Equal("nan")
