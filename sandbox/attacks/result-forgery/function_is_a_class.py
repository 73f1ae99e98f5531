# The function is a class whose instances claim to be equal to everything.
# expect: WRONG_ANSWER
class add:
    def __init__(self, a, b):
        pass

    def __eq__(self, other):
        return True
