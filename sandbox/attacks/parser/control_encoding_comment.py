# Honest: a source that names an encoding, and names that are not ASCII.
# expect: PASSED
# -*- coding: latin-1 -*-
def summe_ä(größe, δ):
    return größe + δ


def add(a, b):
    return summe_ä(a, b)
