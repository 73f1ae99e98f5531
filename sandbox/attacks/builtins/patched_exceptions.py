# Makes every exception class the same one, then fails: the verdict names what was raised.
# expect: RUNTIME_ERROR(ZeroDivisionError)
import builtins

builtins.BaseException = builtins.Exception = builtins.SystemExit = OSError


def add(a, b):
    return 1 // 0
