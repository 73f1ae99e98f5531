# Raises exceptions that are named like endings of the sandbox.
# expect: RUNTIME_ERROR(Finished)
class Finished(Exception):
    pass


def add(a, b):
    raise Finished("PASSED")
