# An exception with a text of 32 MiB: the message is cut, the verdict stays.
# expect: RUNTIME_ERROR(ValueError)
def add(a, b):
    raise ValueError("x" * (32 << 20))
