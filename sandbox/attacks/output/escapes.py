# Terminal escapes, bells, bytes that are no UTF-8: whoever shows them must escape them.
# expect: PASSED
import os


def add(a, b):
    os.write(1, b"\x1b]0;owned\x07\x1b[2J\x1b[31m\xff\xfe\xc3(\x00\r\n")
    return a + b
