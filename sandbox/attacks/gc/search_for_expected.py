# Searches for a pair of its arguments with a third number beside it.
# expect: WRONG_ANSWER
import gc


def add(a, b):
    for thing in gc.get_objects():
        if type(thing) in (list, tuple) and len(thing) == 3 and list(thing[:2]) == [a, b] and type(thing[2]) is int:
            return thing[2]
    return None
