# One byte at an offset of a tebibyte.
# expect: RUNTIME_ERROR(OSError)
def add(a, b):
    with open("sparse", "wb", buffering=0) as file:
        file.seek(1 << 40)
        file.write(b"x")
    return a + b
