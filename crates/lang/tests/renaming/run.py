"""Reads lists of programs, one JSON list a line, runs each in a process of its own, and writes which ended well.

`run`: each program is one text. `same`: each is an old text, a new one, and the names: is the code that CPython makes of both the same?
"""

import dis
import json
import os
import signal
import sys

LOCALS = {"LOAD_FAST", "STORE_FAST", "DELETE_FAST", "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF", "LOAD_CLASSDEREF"}
GLOBALS = {"LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_NAME", "STORE_NAME", "DELETE_NAME"}
OTHERS = {"LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "DELETE_ATTR", "IMPORT_NAME", "IMPORT_FROM", "KW_NAMES"}
# Their order is that of the names.
UNORDERED = {"MAKE_CELL", "LOAD_CLOSURE", "EXTENDED_ARG", "COPY_FREE_VARS"}


def passes(program):
    child = os.fork()
    if child == 0:
        signal.alarm(30)
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def codes(code):
    yield code
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from codes(constant)


def same(old, new, names):
    """`None` where CPython does not take the old text."""
    try:
        old = compile(old, "old", "exec", dont_inherit=True)
    except Exception:
        return None
    try:
        new = compile(new, "new", "exec", dont_inherit=True)
    except Exception as error:
        return f"does not compile: {error}"
    names, known_globals = dict(names), {}
    pairs = list(zip(codes(old), codes(new)))
    if len(pairs) != len(list(codes(old))) or len(pairs) != len(list(codes(new))):
        return "other functions"
    for a, b in pairs:
        known_locals = {}
        a, b = ([it for it in dis.get_instructions(code) if it.opname not in UNORDERED] for code in (a, b))
        if [it.opname for it in a] != [it.opname for it in b]:
            return "other instructions"
        for x, y in zip(a, b):
            known = known_locals if x.opname in LOCALS else known_globals if x.opname in GLOBALS else None
            # A class in the name of a private member.
            private = isinstance(x.argval, str) and x.argval.startswith("_") and "__" in x.argval[1:]
            if private:
                continue
            if known is not None:
                right = y.argval in (x.argval, names.get(x.argval))
                if not right or known.setdefault(x.argval, y.argval) != y.argval:
                    return f"{x.opname} {x.argval} became {y.argval}"
            elif x.opname in OTHERS and x.argval != y.argval:
                return f"{x.opname} {x.argval} became {y.argval}"
    return "same"


judge = {"run": passes, "same": same}[sys.argv[1]]
for line in sys.stdin:
    print(json.dumps(judge(*json.loads(line))), flush=True)
