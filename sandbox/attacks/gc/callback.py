# Leaves from the collector's callback.
# expect: EARLY_EXIT
import gc
import os

gc.callbacks.append(lambda phase, info: os._exit(0))


def add(a, b):
    gc.collect()
    return a + b
