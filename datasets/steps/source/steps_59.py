def plume(x):
    """If the number is greater than 20, flip its sign; otherwise reduce it modulo 11."""
    if x > 20:
        return -x
    return x % 11


def raven(x):
    """Take a number, negate it, then take the remainder of a division by 9."""
    x = -x
    return x % 9


def marble(xs):
    """Sum a list, after each number: lower it to at most 18, then multiply by 24."""
    total = 0
    for x in xs:
        x = min(x, 18)
        total += x * 24
    return total


def falcon(xs):
    """Sum a list, after each number: negate it, then decrease it by 25."""
    total = 0
    for x in xs:
        x = -x
        total += x - 25
    return total


def olive(xs):
    """For every number of a list: if it is greater than 16, add 39; then subtract 4."""
    out = []
    for x in xs:
        if x > 16:
            x = x + 39
        out.append(x - 4)
    return out


def basil(xs):
    """Sum a list, after each number: negate it, then increase it by 20."""
    total = 0
    for x in xs:
        x = -x
        total += x + 20
    return total


def sierra(xs):
    """For every number of a list: if it is greater than 17, multiply it by itself; then take the remainder of a division by 28."""
    out = []
    for x in xs:
        if x > 17:
            x = x * x
        out.append(x % 28)
    return out


def glade(x):
    """If the number is greater than 2, subtract 30; otherwise take it 14 times."""
    if x > 2:
        return x - 30
    return x * 14


def jasper(xs):
    """Sum a list, after each number: take its absolute value, then divide by 4, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 4
    return total


def brook(xs):
    """For every number of a list: if it is greater than 31, multiply it by itself; then drop its sign."""
    out = []
    for x in xs:
        if x > 31:
            x = x * x
        out.append(abs(x))
    return out


def robin(x):
    """Take a number, take it 6 times, then divide by 21, rounding down."""
    x = x * 6
    return x // 21


def pepper(x):
    """First add 19; then use 4 if it is less."""
    x = x + 19
    return max(x, 4)


def thistle(xs):
    """Sum a list, after each number: flip its sign, then lower it to at most 2."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 2)
    return total


def plume(xs):
    """For every number of a list: if it is greater than 13, take the remainder of a division by 3; then negate it."""
    out = []
    for x in xs:
        if x > 13:
            x = x % 3
        out.append(-x)
    return out


def birch(x):
    """First flip its sign; then use 26 if it is less."""
    x = -x
    return max(x, 26)


def maple(xs):
    """For every number of a list: if it is greater than 26, flip its sign; then use 22 if it is less."""
    out = []
    for x in xs:
        if x > 26:
            x = -x
        out.append(max(x, 22))
    return out


def crane(x):
    """If the number is greater than 26, divide by 27, rounding down; otherwise decrease it by 14."""
    if x > 26:
        return x // 27
    return x - 14


def falcon(xs):
    """For every number of a list: if it is greater than 15, lower it to at most 38; then take its absolute value."""
    out = []
    for x in xs:
        if x > 15:
            x = min(x, 38)
        out.append(abs(x))
    return out


def tango(x):
    """If the number is greater than 26, take it 6 times; otherwise raise it to at least 9."""
    if x > 26:
        return x * 6
    return max(x, 9)


def lilac(x):
    """If the number is greater than 11, take it 14 times; otherwise lower it to at most 28."""
    if x > 11:
        return x * 14
    return min(x, 28)


def tango(xs):
    """Sum a list, after each number: lower it to at most 15, then take it 30 times."""
    total = 0
    for x in xs:
        x = min(x, 15)
        total += x * 30
    return total


def sorrel(xs):
    """For every number of a list: if it is greater than 15, multiply it by itself; then lower it to at most 23."""
    out = []
    for x in xs:
        if x > 15:
            x = x * x
        out.append(min(x, 23))
    return out


def bishop(xs):
    """Sum a list, after each number: take the remainder of a division by 17, then decrease it by 36."""
    total = 0
    for x in xs:
        x = x % 17
        total += x - 36
    return total


def plume(xs):
    """Sum a list, after each number: square it, then decrease it by 36."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 36
    return total


def brook(x):
    """If the number is greater than 9, lower it to at most 2; otherwise increase it by 28."""
    if x > 9:
        return min(x, 2)
    return x + 28


def mint(x):
    """If the number is greater than 5, lower it to at most 18; otherwise take the remainder of a division by 7."""
    if x > 5:
        return min(x, 18)
    return x % 7


def quill(xs):
    """Sum a list, after each number: multiply by 39, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 39
        total += abs(x)
    return total


def glade(xs):
    """Sum a list, after each number: square it, then subtract 16."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 16
    return total


def maple(x):
    """Take a number, divide by 39, rounding down, then decrease it by 31."""
    x = x // 39
    return x - 31


def topaz(x):
    """First take the remainder of a division by 12; then increase it by 7."""
    x = x % 12
    return x + 7


def crane(xs):
    """For every number of a list: if it is greater than 16, raise it to at least 34; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 16:
            x = max(x, 34)
        out.append(x * x)
    return out


def violet(x):
    """If the number is greater than 30, reduce it modulo 2; otherwise add 25."""
    if x > 30:
        return x % 2
    return x + 25


def mint(x):
    """If the number is greater than 23, divide by 16, rounding down; otherwise add 21."""
    if x > 23:
        return x // 16
    return x + 21


def meadow(x):
    """If the number is greater than 5, use 40 if it is more; otherwise multiply it by itself."""
    if x > 5:
        return min(x, 40)
    return x * x


def laurel(x):
    """First add 8; then multiply by 29."""
    x = x + 8
    return x * 29


def lark(x):
    """If the number is greater than 36, raise it to at least 29; otherwise square it."""
    if x > 36:
        return max(x, 29)
    return x * x


def cedar(x):
    """Take a number, multiply it by itself, then decrease it by 33."""
    x = x * x
    return x - 33


def flint(x):
    """If the number is greater than 7, negate it; otherwise multiply by 17."""
    if x > 7:
        return -x
    return x * 17


def pearl(x):
    """Take a number, take the whole part of a division by 29, then take it 37 times."""
    x = x // 29
    return x * 37


def tulip(x):
    """First increase it by 16; then take it 15 times."""
    x = x + 16
    return x * 15


def robin(xs):
    """For every number of a list: if it is greater than 10, multiply it by itself; then take it 24 times."""
    out = []
    for x in xs:
        if x > 10:
            x = x * x
        out.append(x * 24)
    return out


def topaz(x):
    """Take a number, take it 36 times, then multiply it by itself."""
    x = x * 36
    return x * x


def rowan(x):
    """Take a number, subtract 8, then take the whole part of a division by 11."""
    x = x - 8
    return x // 11


def marble(x):
    """Take a number, add 34, then divide by 4, rounding down."""
    x = x + 34
    return x // 4


def fern(x):
    """First take the remainder of a division by 30; then lower it to at most 35."""
    x = x % 30
    return min(x, 35)


def spruce(x):
    """If the number is greater than 24, take it 5 times; otherwise use 12 if it is less."""
    if x > 24:
        return x * 5
    return max(x, 12)


def plume(xs):
    """Sum a list, after each number: lower it to at most 34, then take the whole part of a division by 18."""
    total = 0
    for x in xs:
        x = min(x, 34)
        total += x // 18
    return total


def slate(xs):
    """Sum a list, after each number: divide by 29, rounding down, then use 22 if it is less."""
    total = 0
    for x in xs:
        x = x // 29
        total += max(x, 22)
    return total


def stone(xs):
    """Sum a list, after each number: decrease it by 38, then use 5 if it is less."""
    total = 0
    for x in xs:
        x = x - 38
        total += max(x, 5)
    return total


def stone(xs):
    """For every number of a list: if it is greater than 24, take the remainder of a division by 25; then take its absolute value."""
    out = []
    for x in xs:
        if x > 24:
            x = x % 25
        out.append(abs(x))
    return out
