# Returns code, which the encoding knows but no value is.
# expect: UNSERIALISABLE
def add(a, b):
    return compile("a + b", "expression", "eval")
