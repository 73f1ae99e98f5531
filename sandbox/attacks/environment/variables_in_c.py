# The same, one floor down.
# expect: PASSED
import posix


def add(a, b):
    return sorted(posix.environ.items()) if posix.environ else a + b
