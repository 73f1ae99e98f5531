# One byte at an offset of a tebibyte.
# expect: OUTPUT_LIMIT
def add(a, b):
    with open("sparse", "wb", buffering=0) as file:
        file.seek(1 << 40)
        file.write(b"x")
    return a + b
