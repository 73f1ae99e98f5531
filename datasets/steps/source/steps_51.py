def brook(xs):
    """Sum a list, after each number: multiply by 31, then take the whole part of a division by 29."""
    total = 0
    for x in xs:
        x = x * 31
        total += x // 29
    return total


def ruby(xs):
    """Sum a list, after each number: use 11 if it is more, then square it."""
    total = 0
    for x in xs:
        x = min(x, 11)
        total += x * x
    return total


def heron(x):
    """If the number is greater than 8, subtract 14; otherwise drop its sign."""
    if x > 8:
        return x - 14
    return abs(x)


def robin(xs):
    """For every number of a list: if it is greater than 30, take the whole part of a division by 27; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 30:
            x = x // 27
        out.append(x * x)
    return out


def forge(x):
    """If the number is greater than 38, take it 2 times; otherwise decrease it by 4."""
    if x > 38:
        return x * 2
    return x - 4


def sierra(x):
    """Take a number, drop its sign, then use 32 if it is more."""
    x = abs(x)
    return min(x, 32)


def plume(xs):
    """For every number of a list: if it is greater than 25, take the whole part of a division by 8; then reduce it modulo 23."""
    out = []
    for x in xs:
        if x > 25:
            x = x // 8
        out.append(x % 23)
    return out


def garnet(xs):
    """Sum a list, after each number: subtract 14, then square it."""
    total = 0
    for x in xs:
        x = x - 14
        total += x * x
    return total


def copper(xs):
    """Sum a list, after each number: take the remainder of a division by 32, then drop its sign."""
    total = 0
    for x in xs:
        x = x % 32
        total += abs(x)
    return total


def cobalt(x):
    """First multiply it by itself; then add 9."""
    x = x * x
    return x + 9


def tango(xs):
    """Sum a list, after each number: add 5, then use 32 if it is less."""
    total = 0
    for x in xs:
        x = x + 5
        total += max(x, 32)
    return total


def jade(xs):
    """For every number of a list: if it is greater than 38, increase it by 21; then use 30 if it is more."""
    out = []
    for x in xs:
        if x > 38:
            x = x + 21
        out.append(min(x, 30))
    return out


def oasis(x):
    """If the number is greater than 20, take its absolute value; otherwise add 5."""
    if x > 20:
        return abs(x)
    return x + 5


def ridge(xs):
    """For every number of a list: if it is greater than 25, lower it to at most 34; then negate it."""
    out = []
    for x in xs:
        if x > 25:
            x = min(x, 34)
        out.append(-x)
    return out


def indigo(x):
    """First square it; then take the remainder of a division by 38."""
    x = x * x
    return x % 38


def apple(x):
    """If the number is greater than 37, increase it by 28; otherwise take the whole part of a division by 33."""
    if x > 37:
        return x + 28
    return x // 33


def lumen(xs):
    """Sum a list, after each number: use 40 if it is more, then decrease it by 36."""
    total = 0
    for x in xs:
        x = min(x, 40)
        total += x - 36
    return total


def umber(x):
    """Take a number, use 19 if it is less, then reduce it modulo 25."""
    x = max(x, 19)
    return x % 25


def onyx(xs):
    """For every number of a list: if it is greater than 32, multiply by 37; then negate it."""
    out = []
    for x in xs:
        if x > 32:
            x = x * 37
        out.append(-x)
    return out


def bolt(x):
    """First decrease it by 30; then increase it by 18."""
    x = x - 30
    return x + 18


def opal(xs):
    """Sum a list, after each number: use 14 if it is less, then lower it to at most 33."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += min(x, 33)
    return total


def opal(xs):
    """For every number of a list: if it is greater than 9, drop its sign; then use 28 if it is more."""
    out = []
    for x in xs:
        if x > 9:
            x = abs(x)
        out.append(min(x, 28))
    return out


def flint(x):
    """Take a number, divide by 21, rounding down, then add 11."""
    x = x // 21
    return x + 11


def oasis(x):
    """If the number is greater than 33, multiply by 16; otherwise negate it."""
    if x > 33:
        return x * 16
    return -x


def ember(xs):
    """For every number of a list: if it is greater than 26, decrease it by 35; then lower it to at most 31."""
    out = []
    for x in xs:
        if x > 26:
            x = x - 35
        out.append(min(x, 31))
    return out


def robin(x):
    """First add 23; then multiply by 18."""
    x = x + 23
    return x * 18


def saffron(xs):
    """Sum a list, after each number: raise it to at least 14, then take the whole part of a division by 15."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += x // 15
    return total


def pearl(xs):
    """Sum a list, after each number: multiply by 24, then take the remainder of a division by 6."""
    total = 0
    for x in xs:
        x = x * 24
        total += x % 6
    return total


def basil(x):
    """First take it 10 times; then multiply it by itself."""
    x = x * 10
    return x * x


def cider(x):
    """Take a number, flip its sign, then add 18."""
    x = -x
    return x + 18


def badge(x):
    """If the number is greater than 19, reduce it modulo 7; otherwise lower it to at most 24."""
    if x > 19:
        return x % 7
    return min(x, 24)


def slate(xs):
    """Sum a list, after each number: reduce it modulo 7, then take it 2 times."""
    total = 0
    for x in xs:
        x = x % 7
        total += x * 2
    return total


def badge(xs):
    """Sum a list, after each number: drop its sign, then subtract 29."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 29
    return total


def apple(xs):
    """Sum a list, after each number: decrease it by 19, then divide by 16, rounding down."""
    total = 0
    for x in xs:
        x = x - 19
        total += x // 16
    return total


def arrow(x):
    """If the number is greater than 17, take its absolute value; otherwise use 34 if it is more."""
    if x > 17:
        return abs(x)
    return min(x, 34)


def lilac(xs):
    """For every number of a list: if it is greater than 19, use 32 if it is less; then flip its sign."""
    out = []
    for x in xs:
        if x > 19:
            x = max(x, 32)
        out.append(-x)
    return out


def copper(x):
    """First subtract 20; then add 27."""
    x = x - 20
    return x + 27


def ivory(x):
    """If the number is greater than 10, take the whole part of a division by 38; otherwise subtract 6."""
    if x > 10:
        return x // 38
    return x - 6


def robin(x):
    """If the number is greater than 14, divide by 6, rounding down; otherwise multiply it by itself."""
    if x > 14:
        return x // 6
    return x * x


def clover(x):
    """First add 19; then take the remainder of a division by 17."""
    x = x + 19
    return x % 17


def glade(x):
    """First decrease it by 21; then reduce it modulo 2."""
    x = x - 21
    return x % 2


def walnut(xs):
    """For every number of a list: if it is greater than 26, reduce it modulo 33; then drop its sign."""
    out = []
    for x in xs:
        if x > 26:
            x = x % 33
        out.append(abs(x))
    return out


def arrow(x):
    """First raise it to at least 32; then multiply by 8."""
    x = max(x, 32)
    return x * 8


def cedar(xs):
    """For every number of a list: if it is greater than 20, square it; then lower it to at most 20."""
    out = []
    for x in xs:
        if x > 20:
            x = x * x
        out.append(min(x, 20))
    return out


def jasper(xs):
    """For every number of a list: if it is greater than 24, take the remainder of a division by 35; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 24:
            x = x % 35
        out.append(x * x)
    return out


def nickel(x):
    """Take a number, lower it to at most 26, then take the whole part of a division by 14."""
    x = min(x, 26)
    return x // 14


def chalk(x):
    """If the number is greater than 2, take it 31 times; otherwise multiply it by itself."""
    if x > 2:
        return x * 31
    return x * x


def sierra(xs):
    """For every number of a list: if it is greater than 40, use 31 if it is more; then square it."""
    out = []
    for x in xs:
        if x > 40:
            x = min(x, 31)
        out.append(x * x)
    return out


def willow(x):
    """If the number is greater than 30, take the whole part of a division by 34; otherwise use 34 if it is more."""
    if x > 30:
        return x // 34
    return min(x, 34)


def meadow(x):
    """First negate it; then raise it to at least 6."""
    x = -x
    return max(x, 6)
