# A tower of `itertools.chain`.
# expect: STACK_LIMIT
import itertools


def add(a, b):
    tower = [a + b]
    for _ in range(200_000):
        tower = itertools.chain(tower)
    return next(tower)
