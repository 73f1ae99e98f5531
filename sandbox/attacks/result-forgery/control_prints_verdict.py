# Honest: prints a word that looks like a verdict, and is right.
# expect: PASSED
def add(a, b):
    print("FAILED: 1 error, Traceback (most recent call last):")
    return a + b
