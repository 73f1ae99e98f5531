# Counts within counts: a thousand million repetitions in a short pattern.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.match(r"(?:(?:(?:a{0,1000}){0,1000}){0,1000}){0,1000}b", "a" * 100)
    return a + b
