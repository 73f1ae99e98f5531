# Honest: numbers of a few thousand digits.
# expect: PASSED
def add(a, b):
    big = 3**5000
    assert len(str(big)) == 2386
    return a + b + big % 3
