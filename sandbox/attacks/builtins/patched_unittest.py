# Makes every assertion method of `unittest` say yes.
# expect: WRONG_ANSWER
import unittest

for name in dir(unittest.TestCase):
    if name.startswith("assert"):
        setattr(unittest.TestCase, name, lambda *_, **__: None)


def add(a, b):
    return a * b
