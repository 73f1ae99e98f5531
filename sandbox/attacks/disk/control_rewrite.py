# Honest: writes and removes a mebibyte forty times; what is gone no longer counts.
# expect: PASSED
import os


def add(a, b):
    for _ in range(40):
        with open("scratch.bin", "wb") as file:
            file.write(bytes(1 << 20))
        os.remove("scratch.bin")
    return a + b
