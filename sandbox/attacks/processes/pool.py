# Asks for a pool of processes.
# expect: IMPORT_UNSUPPORTED(_multiprocessing)
import multiprocessing


def add(a, b):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(int, [a, b]))
