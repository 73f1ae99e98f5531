# The standard library's own object that is equal to everything, in a module that the image leaves out.
# expect: RUNTIME_ERROR(ImportError)
from unittest import mock


def add(a, b):
    return mock.ANY
