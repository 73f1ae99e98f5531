# Asks the compiler to fold a constant that would fill the memory; it leaves that to the run.
# expect: PASSED
def never():
    return 10 ** 10 ** 10, "x" * 10**12, (1,) * 10**10


def add(a, b):
    return a + b
