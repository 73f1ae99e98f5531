# Reads the host's users.
# expect: RUNTIME_ERROR(FileNotFoundError)
def add(a, b):
    return open("/etc/passwd").read()
