# The right answer first, then a flood.
# expect: OUTPUT_LIMIT
# room: stdin
print(sum(map(int, input().split())))
while True:
    print("x" * 1000)
