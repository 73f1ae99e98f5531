# Asks who it runs as.
# expect: RUNTIME_ERROR(AttributeError)
import os


def add(a, b):
    return os.getuid()
