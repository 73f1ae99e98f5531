# Honest: a program that would read input if it were run, used as a module.
# expect: PASSED
import sys


def add(a, b):
    return a + b


if __name__ == "__main__":
    print(add(*map(int, input().split())))
    sys.exit(0)
