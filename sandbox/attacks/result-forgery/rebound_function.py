# Rebinds its name at the first call to something that leaves.
# expect: EARLY_EXIT
import os


def leave(a, b):
    os._exit(0)


def add(a, b):
    global add
    add = leave
    return a + b
