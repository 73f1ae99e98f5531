# Stands behind every checker's text. An output that cannot be read is a wrong one, whatever the checker makes of it; other
# exceptions are the checker's own and leave the room.


def _decide(given, expected, output):
    try:
        return check(given, expected, output)
    except (ValueError, LookupError, ArithmeticError, StopIteration, AssertionError) as error:
        return f"it cannot be read ({type(error).__name__}: {error})"[:500]


def _listed(given, expected):
    """What `check` says of the listed output itself. One that was cut short can be accepted by no checker, and be used by one that says
    that it reads the first word alone."""
    if expected.rstrip().endswith("...") and globals().get("FIRST_WORD_DECIDES") is True:
        return True
    return _decide(given, expected, expected)


def number(word):
    """The integer that a word is, for checkers: decimal digits with or without a minus, and nothing else that `int` takes."""
    digits = word[1:] if word[:1] == "-" else word
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{word[:40]!r} is no integer")
    return int(word)
