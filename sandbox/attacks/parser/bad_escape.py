# A character name that is none.
# expect: NOT_COMPILED
text = "\N{NO SUCH CHARACTER}"


def add(a, b):
    return a + b
