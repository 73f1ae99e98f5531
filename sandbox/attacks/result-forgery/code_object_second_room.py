# Hands code to another room.
# expect: ASSERTION
# room: second
def add(a, b):
    return add.__code__
