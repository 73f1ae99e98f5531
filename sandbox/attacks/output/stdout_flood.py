# Prints for ever.
# expect: OUTPUT_LIMIT
def add(a, b):
    while True:
        print("x" * 1000)
