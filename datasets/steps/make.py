"""Writes this dataset: small functions of two operations, and held-out tasks in the form of HumanEval.

    python3 datasets/steps/make.py

Every function composes two operations with constants in one of four ways. A task's combination of operations, constants and
composition is in no training function, and no training function of the same composition gives the task's results on the task's
inputs: whoever copies the nearest answer fails.
"""

import json
import pathlib
import random

HERE = pathlib.Path(__file__).parent
SEED = 20_26
FUNCTIONS, PER_FILE, TASKS = 3000, 50, 120

NAMES = """amber anchor apple arrow aspen atlas badge basil beacon birch bishop bloom bolt brook cedar chalk cider clover cobalt
comet copper coral crane delta ember fable falcon fern flint forge frost garnet ginger glade grove harbor hazel heron
indigo iris ivory jade jasper juniper kestrel lark laurel lemon lilac linen lotus lumen maple marble meadow mint mosaic
nectar nickel oasis olive onyx opal orchid otter pearl pepper pine plume prism quartz quill raven reed ridge river robin rowan
ruby saffron sage sierra silver slate sorrel spruce stone summit tango thistle timber topaz tulip umber velvet violet walnut willow
wren zephyr""".split()

# An operation: whether it has a constant, its wordings, its expression.
OPERATIONS = {
    "add": (True, ["add {c}", "increase it by {c}"], "{x} + {c}"),
    "subtract": (True, ["subtract {c}", "decrease it by {c}"], "{x} - {c}"),
    "multiply": (True, ["multiply by {c}", "take it {c} times"], "{x} * {c}"),
    "divide": (True, ["divide by {c}, rounding down", "take the whole part of a division by {c}"], "{x} // {c}"),
    "remainder": (True, ["take the remainder of a division by {c}", "reduce it modulo {c}"], "{x} % {c}"),
    "floor": (True, ["raise it to at least {c}", "use {c} if it is less"], "max({x}, {c})"),
    "cap": (True, ["lower it to at most {c}", "use {c} if it is more"], "min({x}, {c})"),
    "square": (False, ["square it", "multiply it by itself"], "{x} * {x}"),
    "negate": (False, ["negate it", "flip its sign"], "-{x}"),
    "absolute": (False, ["take its absolute value", "drop its sign"], "abs({x})"),
}
COMPOSITIONS = ["then", "choose", "each", "total"]
NUMBERS = [-93, -40, -17, -6, -1, 0, 1, 2, 3, 5, 8, 13, 21, 34, 57, 88, 101, 144]


def operation(dice):
    name = dice.choice(sorted(OPERATIONS))
    return name, dice.randint(2, 40) if OPERATIONS[name][0] else None


def combination(dice):
    """Composition, first operation, second operation, threshold."""
    composition = dice.choice(COMPOSITIONS)
    first, second = operation(dice), operation(dice)
    while second[0] == first[0]:
        second = operation(dice)
    return composition, first, second, dice.randint(2, 40) if composition in ("choose", "each") else None


def expression(step, variable):
    name, constant = step
    return OPERATIONS[name][2].format(x=variable, c=constant)


def function(name, made):
    """The code without its docstring."""
    composition, first, second, threshold = made
    one, two = expression(first, "x"), expression(second, "x")
    body = {
        "then": f"    x = {one}\n    return {two}\n",
        "choose": f"    if x > {threshold}:\n        return {one}\n    return {two}\n",
        "each": f"    out = []\n    for x in xs:\n        if x > {threshold}:\n            x = {one}\n        out.append({two})\n    return out\n",
        "total": f"    total = 0\n    for x in xs:\n        x = {one}\n        total += {two}\n    return total\n",
    }[composition]
    return f"def {name}({'x' if composition in ('then', 'choose') else 'xs'}):\n{body}"


def docstring(dice, made):
    composition, first, second, threshold = made
    say = lambda step: dice.choice(OPERATIONS[step[0]][1]).format(c=step[1])
    one, two = say(first), say(second)
    text = {
        "then": [f"take a number, {one}, then {two}.", f"first {one}; then {two}."],
        "choose": [f"if the number is greater than {threshold}, {one}; otherwise {two}."],
        "each": [f"for every number of a list: if it is greater than {threshold}, {one}; then {two}."],
        "total": [f"sum a list, after each number: {one}, then {two}."],
    }[composition]
    return dice.choice(text).capitalize()


def inputs(dice, made):
    if made[0] in ("then", "choose"):
        return [[x] for x in dice.sample(NUMBERS, 8)]
    return [[dice.sample(NUMBERS, dice.randint(2, 6))] for _ in range(7)] + [[[]]]


def results(code, name, cases):
    scope = {}
    exec(code, scope)
    return [scope[name](*case) for case in cases]


def main():
    dice = random.Random(SEED)
    tasks, taken = [], set()
    while len(tasks) < TASKS:
        made = combination(dice)
        if made in taken:
            continue
        taken.add(made)
        name, cases = dice.choice(NAMES), inputs(dice, made)
        code = function(name, made)
        wanted = results(code, name, cases)
        if len({repr(value) for value in wanted}) < 4:
            taken.discard(made)
            continue
        signature, body = code.split("\n", 1)
        checks = "".join(f"    assert candidate({', '.join(map(repr, case))}) == {value!r}\n" for case, value in zip(cases, wanted))
        tasks.append((made, cases, wanted, {
            "task_id": f"Steps/{len(tasks)}",
            "prompt": f'{signature}\n    """{docstring(dice, made)}"""\n',
            "entry_point": name,
            "canonical_solution": body,
            "test": f"def check(candidate):\n{checks}",
        }))

    functions = []
    while len(functions) < FUNCTIONS:
        made = combination(dice)
        if made in taken:
            continue
        name = dice.choice(NAMES)
        code = function(name, made)
        same = (results(code, name, cases) == wanted for task, cases, wanted, _ in tasks if task[0] == made[0])
        if any(same):
            continue
        taken.add(made)
        signature, body = code.split("\n", 1)
        functions.append(f'{signature}\n    """{docstring(dice, made)}"""\n{body}')

    source = HERE / "source"
    source.mkdir(exist_ok=True)
    for number, start in enumerate(range(0, FUNCTIONS, PER_FILE)):
        text = "\n\n".join(functions[start : start + PER_FILE])
        (source / f"steps_{number:02}.py").write_text(text)
    (HERE / "tasks.jsonl").write_text("".join(json.dumps(row) + "\n" for *_, row in tasks))


if __name__ == "__main__":
    main()
