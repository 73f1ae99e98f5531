# A string that doubles.
# expect: MEMORY_LIMIT
def add(a, b):
    text = "x"
    while True:
        text = text * 2
