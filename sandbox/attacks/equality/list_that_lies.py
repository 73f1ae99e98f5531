# A list by birth, equal to everything by declaration.
# expect: WRONG_ANSWER
class Equal(list):
    def __eq__(self, other):
        return True


def add(a, b):
    return Equal()
