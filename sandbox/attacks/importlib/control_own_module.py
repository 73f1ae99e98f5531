# Honest: writes a module and imports it.
# expect: PASSED
import importlib
import sys

with open("own_numbers.py", "w") as file:
    file.write("def plus(a, b):\n    return a + b\n")
sys.path.insert(0, ".")
importlib.invalidate_caches()


def add(a, b):
    import own_numbers

    return own_numbers.plus(a, b)
