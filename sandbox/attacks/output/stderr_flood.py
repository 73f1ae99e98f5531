# Writes to standard error for ever.
# expect: OUTPUT_LIMIT
import sys


def add(a, b):
    while True:
        sys.stderr.write("x" * 1000)
