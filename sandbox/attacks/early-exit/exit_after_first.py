# Answers the first test, then leaves with success.
# expect: EARLY_EXIT
import sys

answered = []


def add(a, b):
    if answered:
        sys.exit(0)
    answered.append(a)
    return a + b
