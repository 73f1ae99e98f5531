# One allocation over the limit.
# expect: MEMORY_LIMIT
def add(a, b):
    return a + b + bytearray(1 << 30)[0]
