# Catches whatever a time-out might raise inside the interpreter, and goes on.
# expect: TIME_LIMIT
def add(a, b):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
