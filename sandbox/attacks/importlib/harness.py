# Imports the harness's own modules and asks for the tests.
# expect: WRONG_ANSWER
import sys


def add(a, b):
    for name, module in list(sys.modules.items()):
        for key, value in list(getattr(module, "__dict__", {}).items()):
            if isinstance(value, str) and ("assert add" + "(") in value and name != __name__:
                return a + b
    return None
