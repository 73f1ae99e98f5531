# A pattern with fifty thousand nested groups.
# expect: RUNTIME_ERROR(RecursionError)
import re


def add(a, b):
    re.compile("(" * 50_000 + "a" + ")" * 50_000)
    return a + b
