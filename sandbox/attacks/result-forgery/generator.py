# Returns an iterator over the right answer where a number is expected.
# expect: WRONG_ANSWER
def add(a, b):
    yield a + b
