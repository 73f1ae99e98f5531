# Matching with references back, which is hard for any engine.
# expect: TIME_LIMIT
import re


def add(a, b):
    re.match(r"(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5x$", "a" * 200)
    return a + b
