# Prints the right answer, then grows.
# expect: MEMORY_LIMIT
# room: stdin
print(sum(map(int, input().split())), flush=True)
kept = []
while True:
    kept.append("x" * 1_000_000 + str(len(kept)))
