def grove(x):
    """Take a number, reduce it modulo 20, then take the whole part of a division by 11."""
    x = x % 20
    return x // 11


def cider(xs):
    """Sum a list, after each number: subtract 7, then square it."""
    total = 0
    for x in xs:
        x = x - 7
        total += x * x
    return total


def birch(x):
    """If the number is greater than 8, reduce it modulo 12; otherwise drop its sign."""
    if x > 8:
        return x % 12
    return abs(x)


def jasper(xs):
    """For every number of a list: if it is greater than 15, multiply by 12; then reduce it modulo 9."""
    out = []
    for x in xs:
        if x > 15:
            x = x * 12
        out.append(x % 9)
    return out


def oasis(xs):
    """For every number of a list: if it is greater than 6, take the remainder of a division by 4; then drop its sign."""
    out = []
    for x in xs:
        if x > 6:
            x = x % 4
        out.append(abs(x))
    return out


def kestrel(xs):
    """For every number of a list: if it is greater than 21, take it 31 times; then increase it by 40."""
    out = []
    for x in xs:
        if x > 21:
            x = x * 31
        out.append(x + 40)
    return out


def harbor(xs):
    """Sum a list, after each number: use 14 if it is more, then decrease it by 11."""
    total = 0
    for x in xs:
        x = min(x, 14)
        total += x - 11
    return total


def pine(x):
    """Take a number, multiply by 22, then use 13 if it is more."""
    x = x * 22
    return min(x, 13)


def stone(xs):
    """Sum a list, after each number: lower it to at most 17, then take the whole part of a division by 17."""
    total = 0
    for x in xs:
        x = min(x, 17)
        total += x // 17
    return total


def cedar(x):
    """Take a number, lower it to at most 5, then decrease it by 39."""
    x = min(x, 5)
    return x - 39


def chalk(x):
    """If the number is greater than 40, multiply it by itself; otherwise take it 30 times."""
    if x > 40:
        return x * x
    return x * 30


def orchid(xs):
    """Sum a list, after each number: add 25, then flip its sign."""
    total = 0
    for x in xs:
        x = x + 25
        total += -x
    return total


def meadow(xs):
    """For every number of a list: if it is greater than 23, square it; then take the remainder of a division by 4."""
    out = []
    for x in xs:
        if x > 23:
            x = x * x
        out.append(x % 4)
    return out


def cobalt(x):
    """Take a number, use 22 if it is less, then take it 10 times."""
    x = max(x, 22)
    return x * 10


def fable(xs):
    """Sum a list, after each number: reduce it modulo 23, then lower it to at most 36."""
    total = 0
    for x in xs:
        x = x % 23
        total += min(x, 36)
    return total


def raven(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 2."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 2
    return total


def atlas(x):
    """If the number is greater than 24, square it; otherwise decrease it by 9."""
    if x > 24:
        return x * x
    return x - 9


def ember(xs):
    """For every number of a list: if it is greater than 2, multiply it by itself; then take its absolute value."""
    out = []
    for x in xs:
        if x > 2:
            x = x * x
        out.append(abs(x))
    return out


def tulip(xs):
    """Sum a list, after each number: take it 17 times, then use 6 if it is more."""
    total = 0
    for x in xs:
        x = x * 17
        total += min(x, 6)
    return total


def lark(xs):
    """Sum a list, after each number: take the remainder of a division by 7, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 7
        total += abs(x)
    return total


def topaz(xs):
    """For every number of a list: if it is greater than 25, drop its sign; then decrease it by 6."""
    out = []
    for x in xs:
        if x > 25:
            x = abs(x)
        out.append(x - 6)
    return out


def ginger(xs):
    """Sum a list, after each number: take the remainder of a division by 2, then divide by 35, rounding down."""
    total = 0
    for x in xs:
        x = x % 2
        total += x // 35
    return total


def onyx(xs):
    """Sum a list, after each number: drop its sign, then increase it by 6."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 6
    return total


def crane(xs):
    """Sum a list, after each number: divide by 19, rounding down, then take it 33 times."""
    total = 0
    for x in xs:
        x = x // 19
        total += x * 33
    return total


def birch(x):
    """If the number is greater than 16, take it 31 times; otherwise raise it to at least 35."""
    if x > 16:
        return x * 31
    return max(x, 35)


def walnut(xs):
    """For every number of a list: if it is greater than 11, square it; then decrease it by 24."""
    out = []
    for x in xs:
        if x > 11:
            x = x * x
        out.append(x - 24)
    return out


def atlas(x):
    """If the number is greater than 7, negate it; otherwise increase it by 9."""
    if x > 7:
        return -x
    return x + 9


def sierra(x):
    """If the number is greater than 24, raise it to at least 10; otherwise flip its sign."""
    if x > 24:
        return max(x, 10)
    return -x


def fern(x):
    """First multiply it by itself; then take the remainder of a division by 20."""
    x = x * x
    return x % 20


def tango(xs):
    """Sum a list, after each number: take the remainder of a division by 20, then square it."""
    total = 0
    for x in xs:
        x = x % 20
        total += x * x
    return total


def forge(x):
    """If the number is greater than 21, use 37 if it is more; otherwise use 26 if it is less."""
    if x > 21:
        return min(x, 37)
    return max(x, 26)


def flint(xs):
    """For every number of a list: if it is greater than 2, add 34; then take the remainder of a division by 31."""
    out = []
    for x in xs:
        if x > 2:
            x = x + 34
        out.append(x % 31)
    return out


def copper(xs):
    """Sum a list, after each number: use 16 if it is more, then divide by 17, rounding down."""
    total = 0
    for x in xs:
        x = min(x, 16)
        total += x // 17
    return total


def onyx(x):
    """First reduce it modulo 31; then subtract 14."""
    x = x % 31
    return x - 14


def silver(xs):
    """For every number of a list: if it is greater than 11, use 2 if it is less; then flip its sign."""
    out = []
    for x in xs:
        if x > 11:
            x = max(x, 2)
        out.append(-x)
    return out


def fern(x):
    """If the number is greater than 37, decrease it by 15; otherwise divide by 33, rounding down."""
    if x > 37:
        return x - 15
    return x // 33


def slate(xs):
    """Sum a list, after each number: subtract 13, then square it."""
    total = 0
    for x in xs:
        x = x - 13
        total += x * x
    return total


def atlas(x):
    """If the number is greater than 26, use 29 if it is less; otherwise take the whole part of a division by 6."""
    if x > 26:
        return max(x, 29)
    return x // 6


def tulip(xs):
    """For every number of a list: if it is greater than 2, decrease it by 22; then take the whole part of a division by 12."""
    out = []
    for x in xs:
        if x > 2:
            x = x - 22
        out.append(x // 12)
    return out


def tulip(x):
    """First divide by 22, rounding down; then raise it to at least 19."""
    x = x // 22
    return max(x, 19)


def ruby(x):
    """Take a number, take the remainder of a division by 34, then flip its sign."""
    x = x % 34
    return -x


def ruby(xs):
    """For every number of a list: if it is greater than 39, take the whole part of a division by 26; then increase it by 19."""
    out = []
    for x in xs:
        if x > 39:
            x = x // 26
        out.append(x + 19)
    return out


def umber(x):
    """If the number is greater than 31, flip its sign; otherwise use 40 if it is more."""
    if x > 31:
        return -x
    return min(x, 40)


def ruby(xs):
    """Sum a list, after each number: subtract 39, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 39
        total += x * x
    return total


def badge(xs):
    """For every number of a list: if it is greater than 2, divide by 8, rounding down; then flip its sign."""
    out = []
    for x in xs:
        if x > 2:
            x = x // 8
        out.append(-x)
    return out


def basil(xs):
    """For every number of a list: if it is greater than 11, use 26 if it is less; then square it."""
    out = []
    for x in xs:
        if x > 11:
            x = max(x, 26)
        out.append(x * x)
    return out


def falcon(xs):
    """For every number of a list: if it is greater than 7, add 28; then take the whole part of a division by 2."""
    out = []
    for x in xs:
        if x > 7:
            x = x + 28
        out.append(x // 2)
    return out


def sierra(xs):
    """For every number of a list: if it is greater than 24, decrease it by 11; then flip its sign."""
    out = []
    for x in xs:
        if x > 24:
            x = x - 11
        out.append(-x)
    return out


def juniper(xs):
    """Sum a list, after each number: subtract 15, then increase it by 9."""
    total = 0
    for x in xs:
        x = x - 15
        total += x + 9
    return total


def raven(xs):
    """For every number of a list: if it is greater than 40, square it; then take the remainder of a division by 24."""
    out = []
    for x in xs:
        if x > 40:
            x = x * x
        out.append(x % 24)
    return out
