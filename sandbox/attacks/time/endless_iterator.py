# A test in another room asks for an iterator's items: this one has no end, and is cut at a million.
# expect: RUNTIME_ERROR(TypeError)
# room: second
def add(a, b):
    while True:
        yield a + b
