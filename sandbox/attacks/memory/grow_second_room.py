# Grows in its own room when a test in another room calls it.
# expect: MEMORY_LIMIT
# room: second
def add(a, b):
    return a + b + len([bytearray(1 << 20) for _ in range(4096)])
