# Not a number is equal to nothing, itself included.
# expect: WRONG_ANSWER
def add(a, b):
    return float("nan")
