# Two handles append to one file in turn, each too little to notice.
# expect: OUTPUT_LIMIT
def add(a, b):
    with open("twice", "ab", buffering=0) as one, open("twice", "ab", buffering=0) as two:
        while True:
            one.write(bytes(1 << 18))
            two.write(bytes(1 << 18))
