# A file made long without writing anything.
# expect: OUTPUT_LIMIT
def add(a, b):
    with open("long", "wb") as file:
        file.truncate(1 << 40)
    return a + b
