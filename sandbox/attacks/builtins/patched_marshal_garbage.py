# Encodes every result as nonsense: a harness that holds its own reference does not notice.
# expect: PASSED
import marshal

marshal.dumps = lambda *_: b"\xff" * 100
marshal.loads = lambda *_: {}


def add(a, b):
    return a + b
