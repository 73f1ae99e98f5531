# Honest: names its process in a file name, and imports a module for commands that it does not use.
# expect: PASSED
import os
import subprocess


def add(a, b):
    assert subprocess.PIPE == -1
    return a + b if os.getpid() >= 0 else None
