# Removes each file while it still holds it open: what is out of sight must still count.
# expect: OUTPUT_LIMIT
import os

held = []


def add(a, b):
    for number in range(100):
        file = open(f"held{number}", "wb", buffering=0)
        held.append(file)
        os.unlink(f"held{number}")
        file.write(bytes(8 << 20))
    return a + b
