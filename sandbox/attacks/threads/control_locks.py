# Honest: a lock around a sum that a few threads make.
# expect: PASSED
import threading

lock = threading.Lock()
total = []


def put(value):
    with lock:
        total.append(value)


def add(a, b):
    total.clear()
    threads = [threading.Thread(target=put, args=(value,)) for value in (a, b)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(total)
