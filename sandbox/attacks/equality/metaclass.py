# A class whose own class says that everything is equal to it; the class itself is returned.
# expect: WRONG_ANSWER
class Meta(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0

    def __instancecheck__(cls, thing):
        return True


class Equal(metaclass=Meta):
    pass


def add(a, b):
    return Equal
