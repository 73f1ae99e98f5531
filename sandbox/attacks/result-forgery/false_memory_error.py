# Raises what stands for a limit: it gains nothing by it.
# expect: MEMORY_LIMIT
def add(a, b):
    raise MemoryError
