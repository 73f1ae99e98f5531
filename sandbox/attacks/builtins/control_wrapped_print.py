# Honest: replaces `print` by one that is silent.
# expect: PASSED
import builtins

builtins.print = lambda *words, **options: None


def add(a, b):
    print("adding", a, b)
    return a + b
