# Leaves files wherever it may write, for the next program to find.
# expect: PASSED
import os

for folder in ("/", "/tmp", "."):
    try:
        with open(os.path.join(folder, "left_behind"), "w") as file:
            file.write("secret")
    except OSError:
        pass


def add(a, b):
    return a + b
