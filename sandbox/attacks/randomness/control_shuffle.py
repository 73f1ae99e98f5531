# Honest: seeds, shuffles and sorts.
# expect: PASSED
import random


def add(a, b):
    random.seed(7)
    items = list(range(100))
    random.shuffle(items)
    assert sorted(items) == list(range(100)) and items != list(range(100))
    return a + b + sum(random.sample([0, 0, 0], 2))
