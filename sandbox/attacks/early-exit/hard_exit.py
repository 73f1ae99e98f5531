# Ends the process at once, with success.
# expect: EARLY_EXIT
import os


def add(a, b):
    os._exit(0)
