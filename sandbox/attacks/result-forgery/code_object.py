# Returns code, which the encoding knows but no value is.
# expect: WRONG_ANSWER
def add(a, b):
    return compile("a + b", "expression", "eval")
