# A million empty files.
# expect: OUTPUT_LIMIT
def add(a, b):
    for number in range(1_000_000):
        open(f"file{number}", "w").close()
    return a + b
