# Honest: a float with the same value.
# expect: PASSED
def add(a, b):
    return float(a + b) if abs(a) < 10**15 else a + b
