# Loops for ever after it has printed the right answer.
# expect: TIME_LIMIT
# room: stdin
print(sum(map(int, input().split())), flush=True)
while True:
    pass
