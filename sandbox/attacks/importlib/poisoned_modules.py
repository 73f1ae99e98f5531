# Puts a module of its own in the place of those that a harness may use.
# expect: WRONG_ANSWER
import sys
import types

fake = types.ModuleType("fake")
fake.dumps = fake.loads = fake.compile = fake.exec = lambda *_, **__: b"i\x03\x00\x00\x00"
for name in ("marshal", "json", "pickle", "traceback", "io", "sys", "builtins", "linecache", "types", "importlib"):
    sys.modules[name] = fake


def add(a, b):
    return a - b
