"""What a test room may ask of the room behind it, the candidate's. For the judge's own programs.

    value, arguments = _room.answer("add", [1, 2])
"""

import ast
import builtins

import wit_world

from _trommel.values import Opaque, dumps, loads

__all__ = ["Foreign", "Left", "Opaque", "answer"]


class Foreign(Exception):
    """The candidate raised an exception of a class of its own, or one that this room cannot make."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Left(BaseException):
    """The candidate's room is gone: it asked to end, or its value was too large. No `except Exception` of a test may swallow it."""


def answer(name, arguments):
    """Calls the candidate's function: what it returned, and the arguments as they are afterwards. What it raised is raised here:
    a built-in exception as itself, another as `Foreign`."""
    called = wit_world.answer(name, dumps(list(arguments), True))
    if isinstance(called, wit_world.Called_Returned):
        return loads(called.value.value), loads(called.value.arguments)
    ending = called.value
    if isinstance(ending, wit_world.Ending_Raised):
        raise _raised(ending.value.kind, ending.value.message)
    if isinstance(ending, wit_world.Ending_MissingModule):
        raise ModuleNotFoundError(f"No module named {ending.value!r}", name=ending.value)
    if isinstance(ending, wit_world.Ending_ExhaustedMemory):
        raise MemoryError
    if isinstance(ending, wit_world.Ending_Exited):
        raise Left(f"the candidate left with code {ending.value}")
    raise Left("the candidate's value is too large")


def _raised(kind, message):
    known = getattr(builtins, kind, None)
    if not (isinstance(known, type) and issubclass(known, BaseException)):
        return Foreign(kind, message)
    if not issubclass(known, Exception):
        return Left(f"the candidate raised {kind}: {message}")
    if known is KeyError:
        try:
            message = ast.literal_eval(message)  # a KeyError shows its key's `repr`
        except (ValueError, SyntaxError):
            pass
    error = known.__new__(known, message)
    error.args = (message,) if message != "" else ()
    if str(error) != str(message) and known is not KeyError:
        # Such as a UnicodeDecodeError, which makes its message of parts that did not cross.
        error = known.__new__(type(kind, (known,), {"__str__": lambda self: message}))
    return error
