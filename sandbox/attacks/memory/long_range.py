# A list of a thousand million numbers.
# expect: MEMORY_LIMIT
def add(a, b):
    return a + b + 0 * len(list(range(10**9)))
