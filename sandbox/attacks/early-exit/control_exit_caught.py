# Honest: catches an exit that a library asked for.
# expect: PASSED
import argparse


def add(a, b):
    try:
        argparse.ArgumentParser(exit_on_error=True).parse_args(["--no-such-option"])
    except SystemExit as leave:
        return a + b if leave.code == 2 else None
