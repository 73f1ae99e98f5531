# Writes for ever and takes no refusal.
# expect: TIME_LIMIT
def add(a, b):
    while True:
        try:
            with open("big", "ab") as file:
                file.write(bytes(1 << 20))
        except OSError:
            pass
