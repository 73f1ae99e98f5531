# The liar sits one floor down.
# expect: WRONG_ANSWER
class Equal:
    def __eq__(self, other):
        return True


def add(a, b):
    return [Equal()]
