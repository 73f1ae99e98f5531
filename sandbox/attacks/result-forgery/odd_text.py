# Returns text with a lone surrogate and zeros.
# expect: WRONG_ANSWER
def add(a, b):
    return "\ud800\0" + str(a + b) + "\U0010ffff"
