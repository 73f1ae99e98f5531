# Garbage in cycles with the collector switched off.
# expect: MEMORY_LIMIT
import gc


def add(a, b):
    gc.disable()
    while True:
        cycle = [bytearray(100_000)]
        cycle.append(cycle)
