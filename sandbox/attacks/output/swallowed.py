# Catches whatever a refused write might raise, and goes on writing.
# expect: OUTPUT_LIMIT
def add(a, b):
    while True:
        try:
            print("x" * 1000, flush=True)
        except BaseException:
            pass
