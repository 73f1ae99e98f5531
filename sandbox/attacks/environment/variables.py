# Looks for the host's environment variables.
# expect: PASSED
import os


def add(a, b):
    return sorted(os.environ.items()) if os.environ else a + b
