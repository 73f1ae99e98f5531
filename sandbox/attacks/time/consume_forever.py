# An endless iterator drained by C code, with no bytecode in between.
# expect: TIME_LIMIT
import collections
import itertools


def add(a, b):
    collections.deque(itertools.count(), maxlen=0)
    return a + b
