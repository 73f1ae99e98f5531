# Honest: temporary files and folders, as a program uses them.
# expect: PASSED
import os
import tempfile


def add(a, b):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "numbers.txt")
        with open(path, "w") as file:
            file.write(f"{a}\n{b}\n")
        with open(path) as file:
            numbers = [int(line) for line in file]
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 100_000)
        file.seek(0)
        assert len(file.read()) == 100_000
    return sum(numbers)
