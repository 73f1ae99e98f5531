# Hands a value far over the cap to another room.
# expect: OUTPUT_LIMIT
# room: second
def add(a, b):
    return ["x" * (1 << 20)] * 64
