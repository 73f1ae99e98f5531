"""How an exception that leaves the program is told to the host."""

import sys

import wit_world

from .values import TooLarge

# The file name that the program's code carries, in tracebacks and `__file__`.
FILE = "candidate.py"

# Characters of a message that the host is told.
_MESSAGE = 1000

_class_name = type.__dict__["__name__"].__get__
_traceback = BaseException.__dict__["__traceback__"].__get__
_exit_code = SystemExit.__dict__["code"].__get__
_module_name = ImportError.__dict__["name"].__get__
_cut = str.__getitem__
_SystemExit, _Missing, _Memory = SystemExit, ModuleNotFoundError, MemoryError
_len, _str, _type, _issubclass, _isinstance, _int = len, str, type, issubclass, isinstance, int


def ending(error):
    """The ending for an exception that left the program."""
    kind = _type(error)
    if _issubclass(kind, TooLarge):
        return wit_world.Ending_TooLarge()
    if _issubclass(kind, _SystemExit):
        return wit_world.Ending_Exited(_code(_exit_code(error)))
    if _issubclass(kind, _Memory):
        return wit_world.Ending_ExhaustedMemory()
    if _issubclass(kind, _Missing):
        name = _module_name(error)
        if _type(name) is _str and name:
            return wit_world.Ending_MissingModule(_text(name))
    return wit_world.Ending_Raised(wit_world.Raised(_text(_class_name(kind)), _message(error), line(error)))


def fault(error):
    """The ending for what `compile` raised."""
    at = error.lineno if _isinstance(error, SyntaxError) else None
    said = error.msg if _isinstance(error, SyntaxError) else _str(error)
    message = f"{_class_name(_type(error))}: {said}"
    return wit_world.Ending_NotCompiled(wit_world.Fault(_text(message), at or None))


def line(error):
    """The line of the program that the exception passed last, the one closest to where it was raised."""
    last = None
    step = _traceback(error)
    while step is not None:
        if step.tb_frame.f_code.co_filename == FILE:
            last = step.tb_lineno
        step = step.tb_next
    return last or None


def _code(code):
    """What a process would end with: a code's low byte, 0 for none, 1 for a message, which goes to standard error."""
    if code is None:
        return 0
    if _isinstance(code, _int):
        return _int.__and__(code, 0xFF)
    try:
        sys.stderr.write(_str(code) + "\n")
    except BaseException:
        pass
    return 1


def _message(error):
    try:
        return _text(_str(error))
    except BaseException:  # the exception's own `__str__` failed
        return ""


def _text(text):
    """At most 1,000 characters, and no lone surrogates: these cannot cross."""
    return _cut(text, slice(0, _MESSAGE)).encode("utf-8", "replace").decode()
