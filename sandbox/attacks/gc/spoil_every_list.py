# Empties every list it can find, the harness's own among them, after its answer is known.
# expect: WRONG_ANSWER
import gc


def add(a, b):
    for thing in gc.get_objects():
        if type(thing) is list and thing[:2] == [a, b]:
            thing[:] = [a, b, a + b]
    return None
