# Leaves a file at one input and looks for it at the next: each input has a room of its own.
# expect: PASSED
# room: stdin
import os

a, b = map(int, input().split())
print(a + b if not os.path.exists("seen") else "seen before")
open("seen", "w").close()
