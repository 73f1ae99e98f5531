# Returns a value far over the cap.
# expect: OUTPUT_LIMIT
def add(a, b):
    return "x" * (32 << 20)
