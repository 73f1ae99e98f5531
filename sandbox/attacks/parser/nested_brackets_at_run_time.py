# A hundred thousand brackets, compiled while it runs.
# expect: RUNTIME_ERROR(SyntaxError)
def add(a, b):
    return eval("(" * 100_000 + ")" * 100_000)
