# Climbs out of the scratch directory.
# expect: PASSED
import os


def add(a, b):
    here = sorted(os.listdir("/"))
    for steps in range(1, 20):
        try:
            above = sorted(os.listdir("../" * steps))
        except OSError:
            continue
        if above != here:
            return above
        try:
            return open("../" * steps + "etc/passwd").read()
        except OSError:
            pass
    return a + b
