# Patches what runs code.
# expect: WRONG_ANSWER
import builtins

builtins.exec = builtins.eval = builtins.compile = lambda *_, **__: None
builtins.getattr = builtins.hasattr = lambda *_: (lambda a, b: a + b)


def add(a, b):
    return a - b if b else a + 1
