# A power that would need more memory than there is atoms.
# expect: TIME_LIMIT
def add(a, b):
    return a + b + 0 * 10 ** (10**8 * (abs(a) + 1))
