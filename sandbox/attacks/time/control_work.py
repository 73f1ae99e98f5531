# Honest: two hundred thousand steps of work.
# expect: PASSED
def add(a, b):
    total = 0
    for step in range(200_000):
        total += step & 1
    return a + b + total - 100_000
