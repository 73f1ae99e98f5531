# Stars in a shell pattern.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.match("(?s:" + "(?:.*a)*" * 8 + ")z", "a" * 64)
    return a + b
