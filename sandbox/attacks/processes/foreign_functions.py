# Reaches for the C library.
# expect: RUNTIME_ERROR(OSError)
import ctypes


def add(a, b):
    ctypes.string_at(0)
    return a + b
