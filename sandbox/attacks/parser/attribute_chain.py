# A chain of a hundred thousand attributes.
# expect: STACK_LIMIT
def add(a, b):
    return eval("a" + ".x" * 100_000)
