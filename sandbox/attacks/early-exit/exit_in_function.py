# Leaves with success when it is called.
# expect: EARLY_EXIT
import sys


def add(a, b):
    sys.exit(0)
