# Lets go of a tuple that is nested a million deep: CPython releases it by recursion in C, which no check of Python stops here.
# expect: STACK_LIMIT
def add(a, b):
    deep = None
    for _ in range(1_000_000):
        deep = (deep,)
    del deep
    return a + b
