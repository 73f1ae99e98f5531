"""Loads a program and calls its functions."""

import atexit
import builtins
import linecache
import sys
import types

import wit_world

from . import annotations, streams
from .endings import FILE, ending, fault
from .own import names as __builtins__
from .values import dumps, loads

_limit, _set_limit = sys.getrecursionlimit, sys.setrecursionlimit
_run_exit_functions = atexit._run_exitfuncs

# What `compile` raises for a source that it does not take.
_faults = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)

# The recursion limit below which these files themselves might not work.
_FRAMES = 1000


class Program:
    """The one program of this room."""

    def __init__(self):
        self.namespace = {}

    def load(self, source, name):
        """Compiles and runs it. Its end is decided before its exit functions run, and they run only after a success, as a
        failed program could otherwise end the process as if it were one."""
        module = types.ModuleType(name)
        self.namespace = module.__dict__
        self.namespace["__builtins__"] = builtins
        self.namespace["__file__"] = FILE
        sys.argv = [FILE]
        sys.modules[name] = module
        main = name == "__main__"
        if main:
            source = source.removeprefix("\ufeff")  # as CPython reads a file
        linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
        try:
            code = compile(source, FILE, "exec", 0, True)
        except _faults as error:
            return fault(error)
        result = None
        try:
            exec(code, self.namespace)
            annotations.evaluate(self.namespace)
        except BaseException as error:
            result = ending(error)
        self._restore()
        if main and (result is None or result == wit_world.Ending_Exited(0)):
            try:
                _run_exit_functions()
            except BaseException:
                pass
        streams.flush(self.namespace if main else None)
        return result

    def call(self, name, arguments, room):
        """Calls a function and writes what it gave."""
        try:
            given = loads(arguments)
            value = self._named(name)(*given)
            self._restore()
            returned = dumps(value, room)
            afterwards = dumps(given, True) if room else b""
            called = wit_world.Called_Returned(wit_world.Returned(returned, afterwards))
        except BaseException as error:
            called = wit_world.Called_Ended(ending(error))
        self._restore()
        streams.flush()
        return called

    def kinds(self, names):
        """What each name is."""
        return [self._kind(name) for name in names]

    def _named(self, name):
        try:
            return self.namespace[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    def _kind(self, name):
        if name not in self.namespace:
            return "missing"
        value = self.namespace[name]
        if issubclass(type(value), type):
            return "class"
        return "function" if callable(value) else "other"

    def _restore(self):
        """A program may have set a limit that leaves no frames for us."""
        if _limit() < _FRAMES:
            _set_limit(_FRAMES)
