# Opens the same file for ever and closes nothing.
# expect: MEMORY_LIMIT
held = []


def add(a, b):
    while True:
        held.append(open("one", "ab"))
