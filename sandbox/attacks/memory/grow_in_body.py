# Grows while the module's body runs.
# expect: MEMORY_LIMIT
kept = {}
while True:
    kept[len(kept)] = "x" * 100_000
