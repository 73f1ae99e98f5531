# Pickles a list that is nested a hundred thousand deep, with the limit lifted.
# expect: RUNTIME_ERROR(RecursionError)
import pickle
import sys

sys.setrecursionlimit(2**31 - 1)


def add(a, b):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return len(pickle.dumps(deep))
