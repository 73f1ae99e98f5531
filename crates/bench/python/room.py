"""The second room: a benchmark's tests, and proxies in the place of the program's functions. The program itself never enters it.

The rules of a proxy, for arguments and results that cross to the program's room and back:

- *Values.* Plain values cross: exact built-in types, and subclasses of these as their base. What is none (a function, an instance) does not:
  the call raises `OneRoom`, which no `except Exception` of a test swallows, and the test has to run in the program's own room.
- *Results.* A result is a fresh copy; it is never one of the arguments, even where the function returns its argument. An iterator arrives
  drained, as an iterator over what it gave. A result that is no plain value arrives as a placeholder that equals nothing and is true.
- *Arguments.* What the function changes in a list, dictionary, set or bytearray is changed in the caller's, in place, at every depth where
  both sides still hold the same kind of container. Two arguments that are one object are two in the program's room.
- *Exceptions.* A built-in exception is raised again as the same class with its message; of a class of the program's own, as `Foreign`. An
  assertion that fails inside the program is the program's exception, and not a failed test. The end of the program's room leaves the
  test as `Left`.
"""

import _room

PLAIN = (type(None), bool, int, float, complex, str, bytes, bytearray)
BASES = (bool, int, float, complex, str, bytes, bytearray, list, tuple, set, frozenset, dict)

#: Deeper than this nothing crosses.
DEPTH = 150

#: What the program raised, the last of it.
raised = []
namespace = {}


class OneRoom(BaseException):
    """This test hands something over that cannot cross."""


def prepare(helpers, setup, free, alias):
    """Makes the room ready: what the prompt defines, the proxies, then the set-up. The outcome is as of `test`."""
    namespace.update({"__name__": "tests", "__builtins__": __builtins__})
    for name in free:
        namespace[name] = proxy(name)
    if alias:
        namespace[alias] = namespace[free[0]]

    def steps():
        exec(compile(helpers, "helpers.py", "exec"), namespace)
        exec(compile(setup, "setup.py", "exec"), namespace)

    return outcome(steps)


def test(source):
    """Runs one test: `(how, kind, message)`, where `how` is `passed`, `failed` (an assertion of the test), `raised` (an exception, the program's
    or the test's own) or `one-room`."""
    return outcome(lambda: exec(compile(source, "test.py", "exec"), namespace))


def outcome(steps):
    raised.clear()
    try:
        steps()
    except OneRoom as error:
        return "one-room", "", str(error)
    except _room.Foreign as error:
        return "raised", error.kind, cut(error)
    except AssertionError as error:
        if any(error is other for other in raised):
            return "raised", "AssertionError", cut(error)
        return "failed", "AssertionError", cut(error)
    except BaseException as error:
        return "raised", type(error).__name__, cut(error)
    return "passed", "", ""


def cut(error):
    try:
        return str(error)[:1000]
    except Exception:
        return ""


def proxy(name):
    def function(*arguments, **named):
        if named:
            raise OneRoom(f"`{name}` is called with an argument by name")
        for argument in arguments:
            if not crosses(argument, 0):
                raise OneRoom(f"`{name}` is called with a {type(argument).__name__}")
        try:
            value, afterwards = _room.answer(name, list(arguments))
        except BaseException as error:
            raised[:] = [error]
            raise
        for argument, after in zip(arguments, afterwards):
            settle(argument, after)
        return value

    function.__name__ = function.__qualname__ = name
    return function


def crosses(value, depth):
    kind = type(value)
    if kind in PLAIN:
        return True
    if depth > DEPTH:
        return False
    if isinstance(value, dict):
        return all(crosses(key, depth + 1) and crosses(item, depth + 1) for key, item in dict.items(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(crosses(item, depth + 1) for item in value)
    if isinstance(value, BASES):
        return True
    # An iterator crosses drained; a range and the views of a dictionary are no iterators, and do not.
    return False


def settle(old, new):
    """Makes `old` what `new` is, in place."""
    if type(old) is list and type(new) is list:
        for at in range(min(len(old), len(new))):
            if not settle(old[at], new[at]):
                old[at] = new[at]
        old[len(new):] = new[len(old):]
    elif type(old) is dict and type(new) is dict:
        for key in [key for key in old if key not in new]:
            del old[key]
        same_order = list(old) == [key for key in new if key in old]
        kept = {key: old[key] if key in old and settle(old[key], item) else item for key, item in new.items()}
        if not same_order or len(kept) != len(old):
            old.clear()
        old.update(kept)
    elif type(old) is set and type(new) is set:
        if old != new:
            old.clear()
            old.update(new)
    elif type(old) is bytearray and isinstance(new, (bytes, bytearray)):
        if old != new:
            old[:] = new
    elif type(old) is tuple and type(new) is tuple and len(old) == len(new):
        # A tuple stays, and what is in it settles.
        return all([settle(before, after) for before, after in zip(old, new)])
    else:
        return type(old) is type(new) and (old is new or type(old) in PLAIN and old == new)
    return True
