# Returns something whose text never ends; nobody may ask for it.
# expect: WRONG_ANSWER
class Slow:
    def __repr__(self):
        while True:
            pass

    __str__ = __format__ = __repr__


def add(a, b):
    return Slow()
