def jasper(x):
    """If the number is greater than 34, add 26; otherwise reduce it modulo 16."""
    if x > 34:
        return x + 26
    return x % 16


def flint(x):
    """First drop its sign; then take it 3 times."""
    x = abs(x)
    return x * 3


def arrow(x):
    """First raise it to at least 8; then drop its sign."""
    x = max(x, 8)
    return abs(x)


def juniper(x):
    """First flip its sign; then use 29 if it is more."""
    x = -x
    return min(x, 29)


def otter(x):
    """If the number is greater than 38, negate it; otherwise take it 24 times."""
    if x > 38:
        return -x
    return x * 24


def river(xs):
    """Sum a list, after each number: use 18 if it is more, then take the remainder of a division by 7."""
    total = 0
    for x in xs:
        x = min(x, 18)
        total += x % 7
    return total


def mint(xs):
    """Sum a list, after each number: negate it, then lower it to at most 4."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 4)
    return total


def nectar(x):
    """If the number is greater than 30, square it; otherwise reduce it modulo 33."""
    if x > 30:
        return x * x
    return x % 33


def violet(x):
    """First add 34; then lower it to at most 12."""
    x = x + 34
    return min(x, 12)


def falcon(xs):
    """Sum a list, after each number: flip its sign, then take the whole part of a division by 22."""
    total = 0
    for x in xs:
        x = -x
        total += x // 22
    return total


def coral(xs):
    """Sum a list, after each number: add 23, then use 21 if it is more."""
    total = 0
    for x in xs:
        x = x + 23
        total += min(x, 21)
    return total


def copper(x):
    """If the number is greater than 30, take the whole part of a division by 19; otherwise use 18 if it is more."""
    if x > 30:
        return x // 19
    return min(x, 18)


def fable(x):
    """Take a number, increase it by 14, then decrease it by 5."""
    x = x + 14
    return x - 5


def quill(xs):
    """For every number of a list: if it is greater than 29, use 24 if it is more; then decrease it by 23."""
    out = []
    for x in xs:
        if x > 29:
            x = min(x, 24)
        out.append(x - 23)
    return out


def cobalt(xs):
    """Sum a list, after each number: multiply by 2, then take the remainder of a division by 15."""
    total = 0
    for x in xs:
        x = x * 2
        total += x % 15
    return total


def prism(xs):
    """For every number of a list: if it is greater than 3, take it 36 times; then lower it to at most 40."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 36
        out.append(min(x, 40))
    return out


def arrow(xs):
    """For every number of a list: if it is greater than 5, use 20 if it is less; then take its absolute value."""
    out = []
    for x in xs:
        if x > 5:
            x = max(x, 20)
        out.append(abs(x))
    return out


def quartz(x):
    """If the number is greater than 39, square it; otherwise lower it to at most 22."""
    if x > 39:
        return x * x
    return min(x, 22)


def saffron(x):
    """If the number is greater than 8, subtract 20; otherwise add 34."""
    if x > 8:
        return x - 20
    return x + 34


def oasis(x):
    """Take a number, use 34 if it is less, then divide by 38, rounding down."""
    x = max(x, 34)
    return x // 38


def hazel(x):
    """Take a number, flip its sign, then use 21 if it is more."""
    x = -x
    return min(x, 21)


def sierra(x):
    """Take a number, raise it to at least 16, then subtract 3."""
    x = max(x, 16)
    return x - 3


def juniper(x):
    """First drop its sign; then raise it to at least 38."""
    x = abs(x)
    return max(x, 38)


def willow(xs):
    """For every number of a list: if it is greater than 13, add 21; then multiply by 7."""
    out = []
    for x in xs:
        if x > 13:
            x = x + 21
        out.append(x * 7)
    return out


def frost(xs):
    """For every number of a list: if it is greater than 10, flip its sign; then add 13."""
    out = []
    for x in xs:
        if x > 10:
            x = -x
        out.append(x + 13)
    return out


def raven(x):
    """If the number is greater than 31, take its absolute value; otherwise take it 4 times."""
    if x > 31:
        return abs(x)
    return x * 4


def kestrel(xs):
    """For every number of a list: if it is greater than 28, multiply it by itself; then multiply by 35."""
    out = []
    for x in xs:
        if x > 28:
            x = x * x
        out.append(x * 35)
    return out


def lark(xs):
    """For every number of a list: if it is greater than 30, use 39 if it is less; then divide by 19, rounding down."""
    out = []
    for x in xs:
        if x > 30:
            x = max(x, 39)
        out.append(x // 19)
    return out


def cedar(x):
    """If the number is greater than 36, raise it to at least 2; otherwise square it."""
    if x > 36:
        return max(x, 2)
    return x * x


def pine(x):
    """Take a number, decrease it by 35, then lower it to at most 34."""
    x = x - 35
    return min(x, 34)


def crane(xs):
    """Sum a list, after each number: take it 26 times, then decrease it by 23."""
    total = 0
    for x in xs:
        x = x * 26
        total += x - 23
    return total


def juniper(xs):
    """Sum a list, after each number: raise it to at least 25, then multiply it by itself."""
    total = 0
    for x in xs:
        x = max(x, 25)
        total += x * x
    return total


def sage(x):
    """Take a number, divide by 6, rounding down, then decrease it by 28."""
    x = x // 6
    return x - 28


def ivory(xs):
    """For every number of a list: if it is greater than 6, multiply it by itself; then drop its sign."""
    out = []
    for x in xs:
        if x > 6:
            x = x * x
        out.append(abs(x))
    return out


def oasis(xs):
    """Sum a list, after each number: lower it to at most 18, then multiply by 11."""
    total = 0
    for x in xs:
        x = min(x, 18)
        total += x * 11
    return total


def copper(x):
    """If the number is greater than 27, take its absolute value; otherwise lower it to at most 33."""
    if x > 27:
        return abs(x)
    return min(x, 33)


def meadow(x):
    """If the number is greater than 17, add 38; otherwise multiply by 37."""
    if x > 17:
        return x + 38
    return x * 37


def nectar(xs):
    """For every number of a list: if it is greater than 29, take the remainder of a division by 22; then subtract 24."""
    out = []
    for x in xs:
        if x > 29:
            x = x % 22
        out.append(x - 24)
    return out


def saffron(x):
    """First decrease it by 32; then raise it to at least 25."""
    x = x - 32
    return max(x, 25)


def heron(x):
    """First take the remainder of a division by 33; then divide by 4, rounding down."""
    x = x % 33
    return x // 4


def willow(x):
    """If the number is greater than 13, take it 38 times; otherwise increase it by 33."""
    if x > 13:
        return x * 38
    return x + 33


def wren(x):
    """If the number is greater than 11, increase it by 6; otherwise negate it."""
    if x > 11:
        return x + 6
    return -x


def cider(x):
    """If the number is greater than 36, multiply by 21; otherwise increase it by 5."""
    if x > 36:
        return x * 21
    return x + 5


def forge(x):
    """First multiply by 3; then multiply it by itself."""
    x = x * 3
    return x * x


def river(x):
    """Take a number, multiply by 38, then add 12."""
    x = x * 38
    return x + 12


def silver(xs):
    """Sum a list, after each number: add 32, then take it 3 times."""
    total = 0
    for x in xs:
        x = x + 32
        total += x * 3
    return total


def thistle(x):
    """First lower it to at most 8; then take the whole part of a division by 12."""
    x = min(x, 8)
    return x // 12


def spruce(xs):
    """Sum a list, after each number: increase it by 31, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x + 31
        total += x * x
    return total


def rowan(x):
    """If the number is greater than 13, use 31 if it is more; otherwise take the remainder of a division by 33."""
    if x > 13:
        return min(x, 31)
    return x % 33


def linen(x):
    """If the number is greater than 6, flip its sign; otherwise decrease it by 39."""
    if x > 6:
        return -x
    return x - 39
