# One half of a tee runs ahead, the other half remembers everything.
# expect: MEMORY_LIMIT
import itertools


def add(a, b):
    ahead, behind = itertools.tee(bytearray(1 << 20) for _ in itertools.count())
    for _ in ahead:
        pass
    return next(behind)
