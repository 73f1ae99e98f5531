# Goes round `sys.stdout`, to the descriptor itself.
# expect: OUTPUT_LIMIT
import os


def add(a, b):
    while True:
        os.write(1, b"x" * 65536)
