# Keeps a mebibyte more on every turn.
# expect: MEMORY_LIMIT
def add(a, b):
    kept = []
    while True:
        kept.append(bytearray(1 << 20))
