# Raises an exception whose class name holds brackets, quotes and a line end.
# expect: RUNTIME_ERROR(PASSED) "\n)
Odd = type('PASSED) "\n', (Exception,), {})


def add(a, b):
    raise Odd
