# Refuses to be unwound: each `finally` starts anew.
# expect: TIME_LIMIT
def add(a, b):
    try:
        return a + b
    finally:
        while True:
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt:
                pass
