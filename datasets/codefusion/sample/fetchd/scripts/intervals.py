#!/usr/bin/env python3
"""Prints when a page is fetched again: intervals.py 1h30m 2d"""

import re
import sys

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")


def parse_duration(text):
    """Seconds of an interval; ValueError if it is none."""
    total = 0.0
    end = 0
    for match in PART.finditer(text):
        if text[end:match.start()].strip():
            raise ValueError("not a duration: %r" % text)
        total += float(match.group(1)) * SECONDS[match.group(2)]
        end = match.end()
    if end == 0 or text[end:].strip():
        raise ValueError("not a duration: %r" % text)
    return total


def backoff(first, factor, limit):
    wait = first
    while wait < limit:
        yield wait
        wait *= factor
    yield limit


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        waits = backoff(60, 2, parse_duration(argument))
        print(argument, *("%.0f" % wait for wait in waits))
