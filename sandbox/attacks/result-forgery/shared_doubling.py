# Returns a small value that is written out two to the power of sixty times larger.
# expect: TIME_LIMIT
def add(a, b):
    value = [a + b]
    for _ in range(60):
        value = [value, value]
    return value
