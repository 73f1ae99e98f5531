# Replaces whatever looks like the functions that the host calls.
# expect: WRONG_ANSWER
import sys

for name, module in list(sys.modules.items()):
    if name in (__name__, "builtins", "sys"):
        continue
    for key in ("WitWorld", "Python", "call", "load", "encode", "kinds"):
        if key in getattr(module, "__dict__", {}) and name in ("app", "wit_world", "harness", "trommel", "_room"):
            try:
                setattr(module, key, lambda *_: None)
            except (AttributeError, TypeError):
                pass


def add(a, b):
    return None
