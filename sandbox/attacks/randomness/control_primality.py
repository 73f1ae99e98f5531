# Honest: a randomised test for primes.
# expect: PASSED
import random


def prime(n):
    return all(pow(random.randrange(2, n - 1), n - 1, n) == 1 for _ in range(20))


def add(a, b):
    assert prime(1_000_003) and not prime(1_000_001)
    return a + b
