# Has no function by that name.
# expect: RUNTIME_ERROR(NameError)
def plus(a, b):
    return a + b
