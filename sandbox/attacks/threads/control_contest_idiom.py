# Honest: a bigger stack by way of a thread, as contest programs do.
# expect: PASSED
# room: stdin
import sys
import threading


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def main():
    a, b = map(int, input().split())
    print(a + b + depth(10_000) - 10_000)


sys.setrecursionlimit(10**6)
threading.stack_size(64 << 20)
thread = threading.Thread(target=main)
thread.start()
thread.join()
