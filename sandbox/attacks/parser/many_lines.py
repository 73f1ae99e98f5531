# A module of half a million lines, compiled over and over.
# expect: TIME_LIMIT
def add(a, b):
    text = "x = 1\n" * 500_000
    while True:
        compile(text, "long", "exec")
