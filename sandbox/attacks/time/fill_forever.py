# Fills 60 MiB again and again through one bulk instruction.
# expect: TIME_LIMIT
def add(a, b):
    while True:
        bytearray(60 << 20)
