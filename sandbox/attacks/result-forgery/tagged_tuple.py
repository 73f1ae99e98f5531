# Returns what the harness itself uses to tag values that are not plain.
# expect: WRONG_ANSWER
def add(a, b):
    return (StopIteration, "iterator", [a + b])
