# Honest: writes a file beside itself, lists the folder, reads it back.
# expect: PASSED
import os


def add(a, b):
    with open("numbers.txt", "w") as file:
        print(a, b, file=file)
    assert "numbers.txt" in os.listdir(os.getcwd())
    with open("numbers.txt") as file:
        return sum(map(int, file.read().split()))
