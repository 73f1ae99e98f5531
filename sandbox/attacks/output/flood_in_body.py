# Floods before any test runs, in one single write.
# expect: OUTPUT_LIMIT
print("x" * (32 << 20))


def add(a, b):
    return a + b
