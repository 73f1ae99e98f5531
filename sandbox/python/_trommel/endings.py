"""How an exception that leaves the program is told to the host."""

import sys

import wit_world

from .own import names as __builtins__
from .values import TooLarge

# The file name that the program's code carries, in tracebacks and `__file__`.
FILE = "candidate.py"

# Characters of a message that the host is told.
_MESSAGE = 1000

_class_name = type.__dict__["__name__"].__get__
_traceback = BaseException.__dict__["__traceback__"].__get__
_exit_code = SystemExit.__dict__["code"].__get__
_module_name = ImportError.__dict__["name"].__get__

# What a 32-bit CPython says where another would ask for more memory than this room has.
_BEYOND = "cannot fit 'int' into an index-sized integer"


def ending(error):
    """The ending for an exception that left the program."""
    kind = type(error)
    if issubclass(kind, TooLarge):
        return wit_world.Ending_TooLarge()
    if issubclass(kind, SystemExit):
        return wit_world.Ending_Exited(_code(_exit_code(error)))
    if issubclass(kind, MemoryError):
        return wit_world.Ending_ExhaustedMemory()
    if issubclass(kind, ModuleNotFoundError):
        name = _module_name(error)
        if type(name) is str and name:
            return wit_world.Ending_MissingModule(_text(name))
    message = _message(error)
    if kind is OverflowError and message == _BEYOND:
        return wit_world.Ending_ExhaustedMemory()
    return wit_world.Ending_Raised(wit_world.Raised(_text(_class_name(kind)), message, line(error)))


def fault(error):
    """The ending for what `compile` raised."""
    at = error.lineno if isinstance(error, SyntaxError) else None
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    message = f"{_class_name(type(error))}: {said}"
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
    if issubclass(type(code), int):
        return int.__and__(code, 0xFF)
    try:
        sys.stderr.write(str(code) + "\n")
    except BaseException:
        pass
    return 1


def _message(error):
    try:
        return _text(str(error))
    except BaseException:  # the exception's own `__str__` failed
        return ""


def _text(text):
    """At most 1,000 characters, and no lone surrogates: these cannot cross."""
    return str.__getitem__(text, slice(0, _MESSAGE)).encode("utf-8", "replace").decode()
