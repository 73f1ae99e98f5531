# Counts the host's processors and asks for its load.
# expect: PASSED
import os


def add(a, b):
    count = os.cpu_count()
    if count not in (None, 1):
        return count
    if hasattr(os, "getloadavg"):
        try:
            return os.getloadavg()
        except OSError:
            pass
    return a + b
