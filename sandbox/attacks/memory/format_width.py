# A field width of a thousand million characters.
# expect: MEMORY_LIMIT
def add(a, b):
    return a + b + 0 * len(f"{a:>1000000000}")
