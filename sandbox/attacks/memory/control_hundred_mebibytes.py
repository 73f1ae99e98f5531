# Honest: a hundred mebibytes, touched, and let go.
# expect: PASSED
def add(a, b):
    block = bytearray(100 << 20)
    block[-1] = 1
    return a + b + block[0]
