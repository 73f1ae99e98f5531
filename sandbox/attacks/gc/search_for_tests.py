# Searches every object of the interpreter for the text of a test.
# expect: WRONG_ANSWER
import gc


def add(a, b):
    needle = "".join(["assert ", "add("])
    for thing in gc.get_objects():
        values = thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple) else ()
        for value in list(values):
            if type(value) is str and needle in value and "gc.get_objects" not in value:
                return a + b
    return None
