# The right answer, then a wait that never ends.
# expect: RUNTIME_ERROR(trap: unreachable)
# room: stdin
import threading

print(sum(map(int, input().split())), flush=True)
threading.Semaphore(0).acquire()
