# Folders inside folders, a hundred thousand deep.
# expect: OUTPUT_LIMIT
import os


def add(a, b):
    for _ in range(100_000):
        os.mkdir("deeper")
        os.chdir("deeper")
    return a + b
