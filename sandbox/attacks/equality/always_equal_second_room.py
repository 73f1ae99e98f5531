# The same, handed to another room, where an assertion compares it.
# expect: ASSERTION
# room: second
class Equal:
    def __eq__(self, other):
        return True

    def __radd__(self, other):
        return self


def add(a, b):
    return Equal()
