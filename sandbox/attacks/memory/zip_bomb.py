# A few kilobytes that unpack to a thousand times as much, over and over: unpacking is paid for.
# expect: TIME_LIMIT
import zlib


def add(a, b):
    small = zlib.compress(bytes(8 << 20))
    while len(zlib.decompress(small)):
        pass
    return a + b
