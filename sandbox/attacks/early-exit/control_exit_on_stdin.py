# Honest: prints its answer and leaves with success.
# expect: PASSED
# room: stdin
import sys

print(sum(map(int, input().split())))
sys.exit(0)
