# Hands code to another room.
# expect: RUNTIME_ERROR(TypeError)
# room: second
def add(a, b):
    return add.__code__
