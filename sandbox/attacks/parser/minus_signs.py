# A hundred thousand minus signs: a tree without brackets, as deep; the parser, out of its own stack, says that it is out of memory.
# expect: MEMORY_LIMIT
def add(a, b):
    return eval("-" * 100_000 + "1")
