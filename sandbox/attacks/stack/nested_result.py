# Returns a list that is nested a hundred thousand deep: the encoder must not recurse after it.
# expect: STACK_LIMIT
def add(a, b):
    deep = [a + b]
    for _ in range(100_000):
        deep = [deep]
    return deep
