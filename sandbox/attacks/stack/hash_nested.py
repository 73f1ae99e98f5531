# Hashes a tuple that is nested a hundred thousand deep.
# expect: WRONG_ANSWER
def add(a, b):
    deep = ()
    for _ in range(100_000):
        deep = (deep,)
    return hash(deep)
