# Asks for a gibibyte of room to unpack a few bytes into.
# expect: MEMORY_LIMIT
import zlib


def add(a, b):
    return a + b + 0 * len(zlib.decompress(zlib.compress(bytes(100)), bufsize=1 << 30))
