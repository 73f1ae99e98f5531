# Runs a command through the shell.
# expect: RUNTIME_ERROR(AttributeError)
import os


def add(a, b):
    os.system("touch /tmp/owned")
    return a + b
