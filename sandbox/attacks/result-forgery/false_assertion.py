# Raises a test's own exception: it is the program's, not the test's.
# expect: RUNTIME_ERROR(AssertionError)
def add(a, b):
    raise AssertionError
