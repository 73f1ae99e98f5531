# Copies 60 MiB again and again: a few instructions each, so the bulk operation must be charged by its length.
# expect: TIME_LIMIT
block = bytearray(60 << 20)


def add(a, b):
    while True:
        bytes(block)
