# A second name for a file of the host.
# expect: RUNTIME_ERROR(PermissionError)
import os


def add(a, b):
    os.link("/etc/passwd", "copy")
    return open("copy").read()
