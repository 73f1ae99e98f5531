# A file name of a hundred thousand characters.
# expect: RUNTIME_ERROR(OSError)
def add(a, b):
    open("x" * 100_000, "w").close()
    return a + b
