# A test in another room asks for an iterator's items: this one has no end.
# expect: TIME_LIMIT
# room: second
def add(a, b):
    while True:
        yield a + b
