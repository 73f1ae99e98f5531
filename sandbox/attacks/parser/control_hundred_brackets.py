# Honest: a hundred nested brackets.
# expect: PASSED
def add(a, b):
    assert eval("(" * 100 + "1" + ")" * 100) == 1
    return a + b
