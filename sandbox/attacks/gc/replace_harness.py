# Gives every function of the harness the code of one that returns three.
# expect: WRONG_ANSWER
import gc
import types


def three(*words, **options):
    return 3


for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__module__.split(".")[0] in ("_trommel", "_room", "wit_world"):
        try:
            thing.__code__ = three.__code__
        except ValueError:
            pass


def add(a, b):
    return None
