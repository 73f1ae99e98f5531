# The right answer, then as much as the disk takes.
# expect: OUTPUT_LIMIT
# room: stdin
print(sum(map(int, input().split())), flush=True)
with open("big", "wb", buffering=0) as file:
    while True:
        file.write(bytes(1 << 20))
