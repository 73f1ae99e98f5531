# Thaws what the image froze, and collects: everything of the interpreter is walked, nothing may break.
# expect: PASSED
import gc

gc.unfreeze()
gc.collect()


def add(a, b):
    return a + b
