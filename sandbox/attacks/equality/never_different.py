# Says nothing about `==`, but is never `!=`.
# expect: WRONG_ANSWER
class Same:
    def __ne__(self, other):
        return False


def add(a, b):
    return Same()
