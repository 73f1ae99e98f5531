# Writes one file until the quota is reached.
# expect: OUTPUT_LIMIT
def add(a, b):
    with open("big", "wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 20))
