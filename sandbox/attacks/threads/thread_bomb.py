# Starts threads for ever.
# expect: TIME_LIMIT
import threading


def add(a, b):
    while True:
        threading.Thread(target=int).start()
