# Compares two lists that are nested a hundred thousand deep.
# expect: RUNTIME_ERROR(RecursionError)
def nest():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep


def add(a, b):
    return nest() == nest()
