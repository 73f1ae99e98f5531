# Honest: counts its own calls, which come in order in one room.
# expect: PASSED
calls = []


def add(a, b):
    calls.append((a, b))
    return a + b if len(calls) == len(set(calls)) else None
