# A name that ends early for C code.
# expect: RUNTIME_ERROR(ValueError)
def add(a, b):
    return open("/etc/passwd\0.txt").read()
