"""Splits a benchmark's tests into single tests. Runs in a room of its own: no program to be judged ever enters it.

`plan` returns a dictionary of plain values:

- `tests`: a list of
  `("call", function, arguments, holds, value, line)`: a call with plain arguments, of which the host decides whether `holds`
  (`equal`, `unequal`, `is`, `is-not`, `truthy`, `falsy`) is true with `value`; or
  `("statements", source, asks, line)`: statements for a second room; `asks` says that they hand a function over, or name an
  argument, which no wall between rooms lets through;
- `setup`: what runs once before the first of the statements; `helpers`: what the prompt defines and the tests use;
- `free`: the names that the program must define, the entry point first; `alias`: the tests' own name of the entry point;
- `trivial`: how many tests no program can fail.

The rules. Every assertion is a test. Of other statements, one that contains an assertion, or calls a function of the tests that does, is
a test; the rest is set-up of the next test that is a statement. A function called `check` is not called: its body is the tests.
"""

import ast
import builtins
import math
import sys

#: Built-in functions that give the same on every call, whose arguments and results are plain values.
SAFE = (
    "abs all any bin bool bytearray bytes chr complex dict divmod enumerate filter float frozenset hex int len list map max min oct ord "
    "pow range repr reversed round set sorted str sum tuple zip"
).split()
SAFE_NAMES = {name: getattr(builtins, name) for name in SAFE}

PLAIN = (type(None), bool, int, float, complex, str, bytes)

#: Statements that only bind names in a function's body, or end it: such a `check` cannot be taken apart.
WHOLE = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Nonlocal, ast.Global)


class PlanError(Exception):
    """The tests are not what was expected."""


def plan(setup, source, check, entry_point, prompt, reference):
    setup_body = parse(setup, "the set-up").body
    beside, body, alias = taken_apart(parse(source, "the test text").body, check, entry_point)
    trees = setup_body + beside + body
    bound = names_bound(trees) - ({alias} if alias else set())
    helpers, given = prompt_helpers(prompt, entry_point)
    defined = names_defined(reference)
    context = Context(entry_point, alias, bound, defined, asserting(setup_body + beside + body))
    tests, left, trivial = split(body, context)
    if not tests:
        raise PlanError("there is no test in it, expected at least one assertion")
    used = names_used(trees, bound | ({alias} if alias else set()), defined)
    modules = [name for name in used if name in sys.stdlib_module_names and name not in given]
    helped = any(name in given for name in used)
    free = [name for name in used if name not in modules and name not in given and name != entry_point]
    imports = [ast.parse(f"import {name}").body[0] for name in modules]
    return {
        "tests": tests,
        "setup": text(imports + setup_body + beside),
        "helpers": text(helpers) if helped else "",
        "free": [entry_point, *free] if entry_point else free,
        "alias": alias,
        "trivial": trivial,
    }


class Context:
    """What is known of the names while the tests are split."""

    def __init__(self, entry_point, alias, bound, defined, asserting):
        self.entry_point, self.alias, self.bound, self.asserting = entry_point, alias, bound, asserting
        #: A program's function may have a built-in's name: the reference says so.
        self.defined = defined | {entry_point}
        self.unsafe = (bound | self.defined) - {"math"}

    def function(self, node):
        """The function of the program that `node` names, where it is one."""
        if not isinstance(node, ast.Name):
            return None
        if node.id == self.alias:
            return self.entry_point
        if node.id in self.bound or hasattr(builtins, node.id) and node.id not in self.defined:
            return None
        return node.id


def parse(source, what):
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise PlanError(f"{what} does not parse: {error}") from None


def text(statements):
    return "\n".join(ast.unparse(statement) for statement in statements)


def taken_apart(statements, check, entry_point):
    """What stands beside the tests, the tests, and their own name of the entry point."""
    if not check:
        return [], statements, None
    checks = [node for node in statements if isinstance(node, ast.FunctionDef) and node.name == "check"]
    if not checks:
        raise PlanError("it defines no function `check`, expected `def check(candidate):`")
    if not entry_point:
        raise PlanError("it defines `check`, but the task names no entry point to hand to it")
    callers = {"check"} | {
        node.name for node in statements if isinstance(node, ast.FunctionDef) and names_called(node) & {"check"}
    }
    beside = [
        node
        for node in statements
        if node not in checks and not (isinstance(node, ast.FunctionDef) and node.name in callers) and not called(node, callers)
    ]
    last = checks[-1]
    parameters = last.args
    plain = (
        len(parameters.posonlyargs + parameters.args) == 1
        and not (parameters.vararg or parameters.kwarg or parameters.kwonlyargs or parameters.defaults or last.decorator_list)
        and not any(isinstance(node, WHOLE) for statement in last.body for node in own(statement))
    )
    if not plain:
        return beside + checks, [ast.parse(f"check({entry_point})").body[0]], None
    return beside, last.body, (parameters.posonlyargs + parameters.args)[0].arg


def called(statement, names):
    """Whether it is nothing but the call of one of these, or the usual guard around one."""
    if isinstance(statement, ast.If):
        return bool(statement.body) and all(called(inner, names) for inner in statement.body) and not statement.orelse
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names


def own(node):
    """The nodes of a statement, those of functions and classes in it left out."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from own(child)


def names_called(tree):
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def asserting(statements):
    """Functions of the tests that assert something, themselves or through others."""
    functions = {node.name: node for node in statements if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    found = {name for name, node in functions.items() if any(isinstance(inner, ast.Assert) for inner in ast.walk(node))}
    while True:
        more = {name for name, node in functions.items() if names_called(node) & found} - found
        if not more:
            return found
        found |= more


def split(body, context):
    tests, pending, trivial = [], [], 0
    for statement in body:
        if isinstance(statement, ast.Pass) or isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        if isinstance(statement, ast.Assert):
            holds, value = constant(statement.test, context.unsafe)
            if holds and value:
                trivial += 1
                continue
            call = plain_call(statement.test, context)
            if call:
                tests.append((*call, statement.lineno))
                continue
        pending.append(statement)
        if is_test(statement, context):
            tests.append(("statements", text(pending), asks_for_one_room(pending, context), statement.lineno))
            pending = []
    # Calls of the program behind the last assertion may still raise.
    if any(context.function(node.func) for statement in pending for node in ast.walk(statement) if isinstance(node, ast.Call)):
        tests.append(("statements", text(pending), asks_for_one_room(pending, context), pending[0].lineno))
        pending = []
    return tests, pending, trivial


def is_test(statement, context):
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return False
    return any(
        isinstance(node, ast.Assert)
        or isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in context.asserting | {"check"}
        for node in own(statement)
    )


def asks_for_one_room(statements, context):
    """Whether a function, or a named argument, is handed to the program."""
    functions = {
        node.name
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    } | ({name for name in dir(builtins) if callable(getattr(builtins, name))} - context.bound)
    for call in (node for statement in statements for node in ast.walk(statement)):
        if isinstance(call, ast.Call) and context.function(call.func):
            if call.keywords:
                return True
            for argument in call.args:
                if isinstance(argument, ast.Lambda):
                    return True
                if isinstance(argument, ast.Name) and (argument.id in functions or context.function(argument)):
                    return True
    return False


def plain_call(test, context):
    """The test as a call that the host can decide, where it is one."""
    if isinstance(test, ast.Call):
        return call_of(test, "truthy", None, context)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and isinstance(test.operand, ast.Call):
        return call_of(test.operand, "falsy", None, context)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    left, right, operator = test.left, test.comparators[0], type(test.ops[0])
    if isinstance(right, ast.Call) and context.function(right.func):
        left, right = right, left
    known, value = constant(right, context.unsafe)
    if not known:
        return None
    if operator is ast.Eq or operator is ast.NotEq:
        return call_of(left, "equal" if operator is ast.Eq else "unequal", value, context)
    if operator is ast.Is or operator is ast.IsNot:
        if value is None or value is True or value is False:
            return call_of(left, "is" if operator is ast.Is else "is-not", value, context)
    return None


def call_of(node, holds, value, context):
    function = isinstance(node, ast.Call) and not node.keywords and context.function(node.func)
    if not function:
        return None
    arguments = []
    for argument in node.args:
        known, argument = constant(argument, context.unsafe)
        if not known:
            return None
        arguments.append(argument)
    return ("call", function, arguments, holds, value)


def constant(node, unsafe):
    """`(True, value)` where the expression is a plain value whatever the program does, else `(False, None)`."""
    inner = {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
    for part in ast.walk(node):
        if isinstance(part, (ast.Lambda, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.JoinedStr)):
            return False, None
        if isinstance(part, ast.Attribute):
            if not (isinstance(part.value, ast.Name) and part.value.id == "math" and hasattr(math, part.attr)):
                return False, None
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load) and part.id not in inner:
            if part.id in unsafe or part.id != "math" and part.id not in SAFE_NAMES:
                return False, None
        elif isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Pow, ast.LShift)) and not modest(part):
            return False, None
    try:
        code = compile(ast.fix_missing_locations(ast.Expression(node)), "<constant>", "eval")
        value = eval(code, {"__builtins__": SAFE_NAMES, "math": math})
    except Exception:
        return False, None
    return (True, value) if plain(value, 0) else (False, None)


def modest(power):
    """An exponent that cannot make a number of more than some thousand digits."""
    exponent = power.right
    return isinstance(exponent, ast.Constant) and isinstance(exponent.value, (int, float)) and abs(exponent.value) <= 10_000


def plain(value, depth):
    """Exact built-in types only, all the way down."""
    kind = type(value)
    if kind in PLAIN:
        return True
    if depth >= 100:
        return False
    if kind in (list, tuple, set, frozenset):
        return all(plain(item, depth + 1) for item in value)
    if kind is dict:
        return all(plain(key, depth + 1) and plain(item, depth + 1) for key, item in value.items())
    return False


def names_bound(statements):
    """Every name that the statements bind, wherever in them."""
    bound = set()
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                bound.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                bound.add(node.name)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                bound.add(node.name)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                bound.update((name.asname or name.name).split(".")[0] for name in node.names)
            elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
                bound.add(node.name)
    return bound


def names_used(statements, bound, defined):
    """Names that are read, and neither bound nor built in (nor, of these, the program's own), in the order of their first use."""
    used = {}
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                if node.id not in bound and (node.id in defined or not hasattr(builtins, node.id)):
                    used[node.id] = True
    return list(used)


def prompt_helpers(prompt, entry_point):
    """The prompt's statements beside the entry point, and the names they bind: none where it is no program."""
    for end in ("", "\n    pass\n"):
        try:
            statements = ast.parse(prompt + end).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        kept = [
            node
            for node in statements
            if not (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == entry_point)
            and not isinstance(node, ast.Expr)
        ]
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)
        names = names_of([node for node in kept if isinstance(node, functions)])
        return kept, names
    return [], set()


def names_defined(reference):
    """The functions and classes of a reference, none where it does not parse."""
    try:
        statements = ast.parse(reference).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.name for node in statements if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}


def names_of(statements):
    """The names that the statements themselves bind, those inside functions left out."""
    names = set()
    for node in statements:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((name.asname or name.name).split(".")[0] for name in node.names)
        else:
            names.add(node.name)
    return names
