# Looks in every code object for the folder in which the image was built.
# expect: PASSED
import gc
import types


def add(a, b):
    names = set()
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            names.add(thing.__code__.co_filename)
    leaked = [name for name in names if name.startswith(("/root", "/home", "/Users", "/tmp", "/work"))]
    return sorted(leaked) or a + b
