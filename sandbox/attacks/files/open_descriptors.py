# Tries every descriptor number: nothing but the standard streams and the scratch directory may be open.
# expect: PASSED
import os
import stat


def add(a, b):
    for number in range(3, 512):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode):
            return number
        if stat.S_ISDIR(mode) and set(os.listdir(number)) - {"tmp"}:
            return os.listdir(number)
    return a + b
