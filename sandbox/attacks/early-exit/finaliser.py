# A finaliser that asks to leave: the interpreter ignores what is raised there, and the answer stays wrong.
# expect: WRONG_ANSWER
import sys


class Leave:
    def __del__(self):
        sys.exit(0)


def add(a, b):
    Leave()
    return a * b
