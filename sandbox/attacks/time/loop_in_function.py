# Loops for ever when it is called.
# expect: TIME_LIMIT
def add(a, b):
    while True:
        pass
