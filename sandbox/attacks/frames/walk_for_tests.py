# Walks up the stack for the text of the tests, and evaluates their right-hand sides.
# expect: WRONG_ANSWER
import re
import sys


def add(a, b):
    frame = sys._getframe(1) if hasattr(sys, "_getframe") else None
    while frame is not None:
        for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
            found = re.search(r"assert add\(%d, %d\) == (-?\d+)" % (a, b), value) if isinstance(value, str) else None
            if found:
                return int(found.group(1))
        frame = frame.f_back
    return None
