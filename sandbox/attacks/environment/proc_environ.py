# The same, where Linux keeps it.
# expect: RUNTIME_ERROR(FileNotFoundError)
def add(a, b):
    return open("/proc/self/environ").read()
