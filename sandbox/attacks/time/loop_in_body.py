# Loops for ever while the module's body runs, before any test.
# expect: TIME_LIMIT
while True:
    pass
