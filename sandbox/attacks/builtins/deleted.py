# Deletes all built-in names once its own function is made.
# expect: PASSED
import builtins


def add(a, b):
    return a + b


vars(builtins).clear()
