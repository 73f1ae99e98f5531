# A kilobyte or so that unpacks to far more than there is; unpacking is dear enough that fuel ends it first.
# expect: TIME_LIMIT
import zlib


def add(a, b):
    small = zlib.compress(bytes(8 << 20))
    return a + b + 0 * len([zlib.decompress(small) for _ in range(1000)])
