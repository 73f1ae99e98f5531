# Functions inside functions, for the symbol table to walk.
# expect: RUNTIME_ERROR(RecursionError)
def add(a, b):
    return eval("lambda: " * 50_000 + "1")
