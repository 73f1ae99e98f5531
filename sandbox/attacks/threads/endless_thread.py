# The loop runs in a thread, which an outer time-out in the main thread would not see.
# expect: TIME_LIMIT
import threading


def loop():
    while True:
        pass


def add(a, b):
    threading.Thread(target=loop, daemon=True).start()
    return a + b
