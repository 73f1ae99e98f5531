# Encodes every result as the same right-looking number.
# expect: WRONG_ANSWER
import marshal

true = marshal.dumps
marshal.dumps = lambda *_: true(3, 2)
marshal.loads = lambda *_: 3


def add(a, b):
    return "wrong"
