# Returns a number of a million digits: the host must decode and compare it without writing it out.
# expect: WRONG_ANSWER
def add(a, b):
    return 1 << 3_000_000
