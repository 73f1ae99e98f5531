# Closes its own standard streams; the answer does not go through them.
# expect: PASSED
import os


def add(a, b):
    for descriptor in (0, 1, 2):
        try:
            os.close(descriptor)
        except OSError:
            pass
    return a + b
