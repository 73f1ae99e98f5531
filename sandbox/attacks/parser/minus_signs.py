# A hundred thousand minus signs: a tree without brackets, as deep.
# expect: RUNTIME_ERROR(MemoryError)
def add(a, b):
    return eval("-" * 100_000 + "1")
