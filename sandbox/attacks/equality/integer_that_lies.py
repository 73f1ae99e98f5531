# An integer by birth, equal to everything by declaration.
# expect: WRONG_ANSWER
class Equal(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


def add(a, b):
    return Equal(0)
