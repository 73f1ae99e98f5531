# Imports a package that the sandbox does not have.
# expect: IMPORT_UNSUPPORTED(numpy)
import numpy


def add(a, b):
    return int(numpy.add(a, b))
