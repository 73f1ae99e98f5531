# Honest: tries a package, does without.
# expect: PASSED
try:
    import numpy
except ImportError:
    numpy = None


def add(a, b):
    return a + b if numpy is None else int(numpy.add(a, b))
