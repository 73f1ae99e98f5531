# Catches every refusal and asks again, for ever.
# expect: TIME_LIMIT
def add(a, b):
    while True:
        try:
            kept = []
            while True:
                kept.append(bytearray(64 << 20))
        except MemoryError:
            continue
