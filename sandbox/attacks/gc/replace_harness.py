# Finds the functions that hold on to it, and replaces their code.
# expect: PASSED
import gc
import types


def add(a, b):
    return a + b


for thing in gc.get_referrers(add):
    for holder in gc.get_referrers(thing):
        if isinstance(holder, types.FunctionType) and holder is not add:
            raise SystemError("somebody holds the module's names in a function: " + holder.__name__)
