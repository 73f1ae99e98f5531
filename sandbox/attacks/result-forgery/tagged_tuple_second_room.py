# The same towards another room, where an iterator would be taken for granted.
# expect: RUNTIME_ERROR(TypeError)
# room: second
def add(a, b):
    return (StopIteration, "opaque", ("int", False))
