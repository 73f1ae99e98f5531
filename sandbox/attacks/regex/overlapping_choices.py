# Two branches that match the same.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.match(r"(?:a|a|aa)*c", "a" * 80)
    return a + b
