# Moves a file of its own out of the scratch directory.
# expect: RUNTIME_ERROR(FileNotFoundError)
import os


def add(a, b):
    open("mine", "w").close()
    os.rename("mine", "/etc/mine")
    return a + b
