# Many files, each made as long as one may be: the sum must be refused.
# expect: OUTPUT_LIMIT
def add(a, b):
    for number in range(100):
        with open(f"part{number}", "wb") as file:
            file.truncate(8 << 20)
    return a + b
