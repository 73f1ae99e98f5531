# The right answer, then an exit that reports failure.
# expect: EARLY_EXIT
# room: stdin
import sys

print(sum(map(int, input().split())))
sys.exit(1)
