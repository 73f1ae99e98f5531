# Looks for what another program left behind.
# expect: PASSED
# after: state/leave_file
import os


def add(a, b):
    for folder in ("/", "/tmp", "."):
        if os.path.exists(os.path.join(folder, "left_behind")):
            return None
    return a + b
