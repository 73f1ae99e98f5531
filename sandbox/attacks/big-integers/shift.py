# A shift by a thousand million places.
# expect: MEMORY_LIMIT
def add(a, b):
    return a + b + 0 * (1 << 10**10)
