# Loads `os` anew to get back what a guard may have taken out; no source is there to load.
# expect: RUNTIME_ERROR(AttributeError)
import importlib
import os


def add(a, b):
    importlib.reload(os)
    return os.fork()
