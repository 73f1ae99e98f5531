"""Annotations as every CPython before 3.14 has them: evaluated where they stand.

CPython 3.14 evaluates them when somebody asks, so that a program which forgot `from typing import List` runs there and nowhere else.
Benchmarks and their published verdicts are of the time before; so once the module's body has run, its functions and classes are
asked. A name that is defined further down passes here, where it would not have then.
"""

import types

from .own import names as __builtins__

_Function = types.FunctionType
_Wrapped = (staticmethod, classmethod)


def evaluate(namespace):
    """Raises what evaluating the annotations of the module's own functions and classes raises."""
    for value in list(namespace.values()):
        if type(value) is _Function:
            _of_function(value, namespace)
        elif type(value) is type and value.__module__ == namespace.get("__name__"):
            value.__annotations__
            for inner in list(vars(value).values()):
                if type(inner) in _Wrapped:
                    inner = inner.__func__
                if type(inner) is _Function:
                    _of_function(inner, namespace)


def _of_function(function, namespace):
    if function.__globals__ is namespace:
        function.__annotations__
