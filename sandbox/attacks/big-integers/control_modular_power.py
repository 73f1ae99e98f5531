# Honest: a modular power with large numbers.
# expect: PASSED
def add(a, b):
    prime = 2**521 - 1
    return a + b + pow(3, prime - 1, prime) - 1
