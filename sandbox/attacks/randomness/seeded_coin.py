# Right or wrong by the toss of a coin that is seeded in the image: the same side on every run.
# expect: PASSED
import random


def add(a, b):
    return a + b if random.Random(4).random() < 0.5 else None
