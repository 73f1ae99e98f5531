# Returns an integer subclass that changes its value each time it is asked.
# expect: WRONG_ANSWER
class Drifting(int):
    def __int__(self):
        return 3

    def __index__(self):
        return 3

    def __reduce__(self):
        return (int, (3,))


def add(a, b):
    return Drifting(0)
