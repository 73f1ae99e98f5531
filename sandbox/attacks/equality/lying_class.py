# Claims to be an integer whenever it is asked for its class.
# expect: WRONG_ANSWER
class Pretender:
    @property
    def __class__(self):
        return int

    def __index__(self):
        return 3


def add(a, b):
    return Pretender()
