# Opens the same file for ever and closes nothing.
# expect: RUNTIME_ERROR(OSError)
held = []


def add(a, b):
    while True:
        held.append(open("one", "ab"))
