# Lets go of a tuple that is nested a million deep: releasing recurses in C, deeper than there is stack.
# expect: STACK_LIMIT
def add(a, b):
    deep = None
    for _ in range(1_000_000):
        deep = (deep,)
    del deep
    return a + b
