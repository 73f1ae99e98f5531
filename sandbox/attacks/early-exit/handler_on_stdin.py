# Fails, and hides it behind a handler that leaves with success.
# expect: RUNTIME_ERROR(ValueError)
# room: stdin
import atexit
import os
import sys

atexit.register(os._exit, 0)
sys.excepthook = lambda *_: os._exit(0)
print(sum(map(int, input().split())))
raise ValueError("after the answer")
