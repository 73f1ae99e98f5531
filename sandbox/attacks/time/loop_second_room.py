# Loops for ever when a test in another room calls it: the limit is the candidate's, not the test's.
# expect: TIME_LIMIT
# room: second
def add(a, b):
    while True:
        a += 1
