# A sum of a hundred thousand terms: a tree that leans to one side.
# expect: RUNTIME_ERROR(RecursionError)
def add(a, b):
    return a + b + 0 * eval("+".join(["a"] * 100_000))
