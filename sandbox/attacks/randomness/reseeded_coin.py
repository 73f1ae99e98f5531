# Seeds itself from the system and tosses: the same side on every run.
# expect: PASSED
import random

random.seed()
coins = [random.SystemRandom().randrange(2) for _ in range(64)]


def add(a, b):
    return a + b if 0 < sum(coins) < 64 else None
