# Honest: a linear pattern over a megabyte.
# expect: PASSED
import re


def add(a, b):
    return a + b + len(re.findall(r"\bword\b", "some word " * 100_000)) - 100_000
