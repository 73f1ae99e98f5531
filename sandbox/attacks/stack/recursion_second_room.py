# Endless recursion in its own room, called from another one on the same thread.
# expect: RUNTIME_ERROR(RecursionError)
# room: second
def add(a, b):
    return add(b, a)
