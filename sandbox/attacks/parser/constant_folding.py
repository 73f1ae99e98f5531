# Asks the compiler itself to multiply text and raise powers.
# expect: MEMORY_LIMIT
def add(a, b):
    return a + b + len("x" * 1_000_000_000)
