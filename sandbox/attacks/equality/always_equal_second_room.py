# The same, handed to another room: what arrives there can be neither added nor compared.
# expect: RUNTIME_ERROR(TypeError)
# room: second
class Equal:
    def __eq__(self, other):
        return True

    def __radd__(self, other):
        return self


def add(a, b):
    return Equal()
