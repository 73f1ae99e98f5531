# An object that is equal to everything.
# expect: WRONG_ANSWER
class Equal:
    def __eq__(self, other):
        return True


def add(a, b):
    return Equal()
