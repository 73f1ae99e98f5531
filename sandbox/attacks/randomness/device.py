# Reads randomness where Linux offers it.
# expect: RUNTIME_ERROR(FileNotFoundError)
def add(a, b):
    return open("/dev/urandom", "rb").read(8)[0]
