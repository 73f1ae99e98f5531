# Prose.
# expect: NOT_COMPILED
Here is the function that you asked for:

def add(a, b):
    return a + b
