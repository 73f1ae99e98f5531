# Runs a command.
# expect: RUNTIME_ERROR(OSError)
import subprocess


def add(a, b):
    return subprocess.check_output(["echo", str(a + b)])
