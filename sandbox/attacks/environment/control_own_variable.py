# Honest: sets a variable and reads it back; asks for one that is not there.
# expect: PASSED
import os


def add(a, b):
    os.environ["ADD_MODE"] = "plain"
    assert os.environ.get("HOME_OF_NOBODY", "none") == "none"
    return a + b if os.environ["ADD_MODE"] == "plain" else None
