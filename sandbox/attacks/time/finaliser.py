# The loop hides in a finaliser, which runs between two instructions of somebody else.
# expect: TIME_LIMIT
class Trap:
    def __del__(self):
        while True:
            pass


def add(a, b):
    Trap()
    return a + b
