# Returns a list that is nested a hundred thousand deep: the encoder must not recurse after it.
# expect: WRONG_ANSWER
def add(a, b):
    deep = [a + b]
    for _ in range(100_000):
        deep = [deep]
    return deep
