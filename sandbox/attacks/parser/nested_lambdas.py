# Functions inside functions, for the symbol table to walk; the parser, out of its own stack, says that it is out of memory.
# expect: MEMORY_LIMIT
def add(a, b):
    return eval("lambda: " * 50_000 + "1")
