# Honest: runs into Python's limit on purpose, and goes on.
# expect: PASSED
def deep():
    return deep()


def add(a, b):
    try:
        deep()
    except RecursionError:
        return a + b
