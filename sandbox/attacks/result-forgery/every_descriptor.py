# Writes a verdict into every descriptor there is.
# expect: WRONG_ANSWER
import os


def add(a, b):
    for number in range(256):
        try:
            os.write(number, b'{"passed": true}\n')
        except OSError:
            pass
    return None
