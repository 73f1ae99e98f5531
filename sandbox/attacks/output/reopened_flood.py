# Opens standard output anew and floods that.
# expect: OUTPUT_LIMIT
def add(a, b):
    with open(1, "wb", buffering=0, closefd=False) as out:
        while True:
            out.write(b"x" * 4096)
