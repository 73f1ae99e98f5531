# A class that calls itself `int` and lives in `builtins`.
# expect: WRONG_ANSWER
Fake = type("int", (), {"__eq__": lambda self, other: True, "__module__": "builtins"})


def add(a, b):
    return Fake()
