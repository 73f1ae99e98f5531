# Returns a number that is larger than the cap on values.
# expect: OUTPUT_LIMIT
def add(a, b):
    return 1 << (20 << 23)
