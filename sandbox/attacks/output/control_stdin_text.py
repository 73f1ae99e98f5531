# Honest: writes to standard error as well, which nobody compares.
# expect: PASSED
# room: stdin
import sys

a, b = map(int, sys.stdin.readline().split())
print("reading done", file=sys.stderr)
sys.stdout.write(f"{a + b}\n")
