# One call into C that never comes back to the interpreter's loop.
# expect: TIME_LIMIT
def add(a, b):
    return a + b + 0 * sum(range(10**18))
