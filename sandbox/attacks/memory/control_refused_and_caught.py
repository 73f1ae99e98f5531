# Honest: asks for too much, is refused, copes.
# expect: PASSED
def add(a, b):
    try:
        bytearray(1 << 30)
    except MemoryError:
        return a + b
    return None
