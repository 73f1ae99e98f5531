# The text of a list that is nested a hundred thousand deep.
# expect: TIME_LIMIT
def add(a, b):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return len(repr(deep))
