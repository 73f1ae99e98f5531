# Asks for a pool of processes.
# expect: RUNTIME_ERROR(AttributeError)
import multiprocessing


def add(a, b):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(int, [a, b]))
