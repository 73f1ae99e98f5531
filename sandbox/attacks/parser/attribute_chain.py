# A chain of a hundred thousand attributes.
# expect: RUNTIME_ERROR(RecursionError)
def add(a, b):
    return eval("a" + ".x" * 100_000)
