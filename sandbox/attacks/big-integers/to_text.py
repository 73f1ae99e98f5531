# More digits than the language writes out by itself.
# expect: RUNTIME_ERROR(ValueError)
def add(a, b):
    return len(str(10**5000)) - 5001 + a + b
