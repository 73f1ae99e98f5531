# Honest: reads numbers out of text.
# expect: PASSED
import re


def add(a, b):
    numbers = re.findall(r"[-+]?\d+", f"first {a} and then {b}")
    return sum(map(int, numbers))
