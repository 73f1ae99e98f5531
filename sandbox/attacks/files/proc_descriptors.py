# Looks for open files where Linux lists them.
# expect: RUNTIME_ERROR(FileNotFoundError)
import os


def add(a, b):
    return os.listdir("/proc/self/fd")
