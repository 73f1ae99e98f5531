# Honest: prints 200 KB and answers.
# expect: PASSED
def add(a, b):
    for _ in range(200):
        print("x" * 200)
    return a + b
