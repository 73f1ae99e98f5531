# A replacement that is far longer than the text.
# expect: MEMORY_LIMIT
import re


def add(a, b):
    return a + b + 0 * len(re.sub("x", "y" * 100_000, "x" * 10_000))
