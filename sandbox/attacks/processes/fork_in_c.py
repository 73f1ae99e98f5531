# Looks for `fork` one floor down, where a guard that patches `os` would miss it.
# expect: RUNTIME_ERROR(AttributeError)
import posix


def add(a, b):
    return a + b if posix.fork() else None
