def cedar(xs):
    """For every number of a list: if it is greater than 19, subtract 33; then divide by 37, rounding down."""
    out = []
    for x in xs:
        if x > 19:
            x = x - 33
        out.append(x // 37)
    return out


def jasper(xs):
    """For every number of a list: if it is greater than 37, take its absolute value; then use 26 if it is more."""
    out = []
    for x in xs:
        if x > 37:
            x = abs(x)
        out.append(min(x, 26))
    return out


def marble(xs):
    """Sum a list, after each number: negate it, then use 24 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 24)
    return total


def tulip(xs):
    """For every number of a list: if it is greater than 4, take it 36 times; then square it."""
    out = []
    for x in xs:
        if x > 4:
            x = x * 36
        out.append(x * x)
    return out


def cobalt(xs):
    """For every number of a list: if it is greater than 7, use 38 if it is less; then lower it to at most 3."""
    out = []
    for x in xs:
        if x > 7:
            x = max(x, 38)
        out.append(min(x, 3))
    return out


def kestrel(xs):
    """For every number of a list: if it is greater than 12, divide by 23, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 12:
            x = x // 23
        out.append(x * x)
    return out


def lemon(x):
    """If the number is greater than 17, negate it; otherwise add 7."""
    if x > 17:
        return -x
    return x + 7


def meadow(xs):
    """Sum a list, after each number: take its absolute value, then multiply by 14."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 14
    return total


def wren(xs):
    """Sum a list, after each number: raise it to at least 11, then multiply by 13."""
    total = 0
    for x in xs:
        x = max(x, 11)
        total += x * 13
    return total


def reed(xs):
    """Sum a list, after each number: use 4 if it is less, then lower it to at most 17."""
    total = 0
    for x in xs:
        x = max(x, 4)
        total += min(x, 17)
    return total


def lumen(xs):
    """Sum a list, after each number: take the remainder of a division by 5, then flip its sign."""
    total = 0
    for x in xs:
        x = x % 5
        total += -x
    return total


def stone(x):
    """If the number is greater than 12, multiply by 13; otherwise use 29 if it is more."""
    if x > 12:
        return x * 13
    return min(x, 29)


def garnet(x):
    """If the number is greater than 33, drop its sign; otherwise take the remainder of a division by 39."""
    if x > 33:
        return abs(x)
    return x % 39


def maple(x):
    """First decrease it by 8; then use 12 if it is less."""
    x = x - 8
    return max(x, 12)


def mosaic(x):
    """If the number is greater than 39, square it; otherwise negate it."""
    if x > 39:
        return x * x
    return -x


def forge(xs):
    """For every number of a list: if it is greater than 2, take the whole part of a division by 36; then use 14 if it is more."""
    out = []
    for x in xs:
        if x > 2:
            x = x // 36
        out.append(min(x, 14))
    return out


def hazel(x):
    """If the number is greater than 8, use 29 if it is less; otherwise lower it to at most 11."""
    if x > 8:
        return max(x, 29)
    return min(x, 11)


def meadow(xs):
    """For every number of a list: if it is greater than 3, take the whole part of a division by 2; then lower it to at most 26."""
    out = []
    for x in xs:
        if x > 3:
            x = x // 2
        out.append(min(x, 26))
    return out


def amber(x):
    """Take a number, multiply by 24, then take the whole part of a division by 11."""
    x = x * 24
    return x // 11


def opal(xs):
    """For every number of a list: if it is greater than 25, lower it to at most 8; then decrease it by 28."""
    out = []
    for x in xs:
        if x > 25:
            x = min(x, 8)
        out.append(x - 28)
    return out


def bloom(xs):
    """Sum a list, after each number: take the whole part of a division by 40, then negate it."""
    total = 0
    for x in xs:
        x = x // 40
        total += -x
    return total


def amber(xs):
    """Sum a list, after each number: multiply by 8, then increase it by 9."""
    total = 0
    for x in xs:
        x = x * 8
        total += x + 9
    return total


def jasper(x):
    """If the number is greater than 16, subtract 6; otherwise reduce it modulo 20."""
    if x > 16:
        return x - 6
    return x % 20


def nectar(xs):
    """Sum a list, after each number: subtract 23, then take it 16 times."""
    total = 0
    for x in xs:
        x = x - 23
        total += x * 16
    return total


def harbor(x):
    """If the number is greater than 13, increase it by 31; otherwise take its absolute value."""
    if x > 13:
        return x + 31
    return abs(x)


def iris(x):
    """If the number is greater than 6, subtract 27; otherwise take its absolute value."""
    if x > 6:
        return x - 27
    return abs(x)


def birch(x):
    """If the number is greater than 24, drop its sign; otherwise use 3 if it is more."""
    if x > 24:
        return abs(x)
    return min(x, 3)


def saffron(xs):
    """For every number of a list: if it is greater than 8, take the whole part of a division by 15; then add 29."""
    out = []
    for x in xs:
        if x > 8:
            x = x // 15
        out.append(x + 29)
    return out


def beacon(x):
    """Take a number, raise it to at least 39, then negate it."""
    x = max(x, 39)
    return -x


def harbor(xs):
    """For every number of a list: if it is greater than 7, multiply it by itself; then lower it to at most 38."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(min(x, 38))
    return out


def copper(xs):
    """Sum a list, after each number: take its absolute value, then divide by 8, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 8
    return total


def tango(xs):
    """Sum a list, after each number: raise it to at least 14, then lower it to at most 39."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += min(x, 39)
    return total


def prism(xs):
    """For every number of a list: if it is greater than 23, use 16 if it is more; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 23:
            x = min(x, 16)
        out.append(x * x)
    return out


def willow(xs):
    """Sum a list, after each number: decrease it by 31, then drop its sign."""
    total = 0
    for x in xs:
        x = x - 31
        total += abs(x)
    return total


def otter(x):
    """First negate it; then raise it to at least 36."""
    x = -x
    return max(x, 36)


def bishop(xs):
    """For every number of a list: if it is greater than 30, flip its sign; then take the remainder of a division by 23."""
    out = []
    for x in xs:
        if x > 30:
            x = -x
        out.append(x % 23)
    return out


def nickel(x):
    """Take a number, take the whole part of a division by 30, then drop its sign."""
    x = x // 30
    return abs(x)


def fable(x):
    """Take a number, multiply by 8, then use 6 if it is more."""
    x = x * 8
    return min(x, 6)


def bishop(x):
    """Take a number, take the remainder of a division by 24, then raise it to at least 37."""
    x = x % 24
    return max(x, 37)


def topaz(xs):
    """Sum a list, after each number: take it 36 times, then take the whole part of a division by 11."""
    total = 0
    for x in xs:
        x = x * 36
        total += x // 11
    return total


def coral(xs):
    """For every number of a list: if it is greater than 19, multiply it by itself; then multiply by 23."""
    out = []
    for x in xs:
        if x > 19:
            x = x * x
        out.append(x * 23)
    return out


def spruce(x):
    """First subtract 23; then add 22."""
    x = x - 23
    return x + 22


def laurel(xs):
    """Sum a list, after each number: lower it to at most 4, then raise it to at least 31."""
    total = 0
    for x in xs:
        x = min(x, 4)
        total += max(x, 31)
    return total


def bolt(xs):
    """For every number of a list: if it is greater than 31, use 16 if it is more; then square it."""
    out = []
    for x in xs:
        if x > 31:
            x = min(x, 16)
        out.append(x * x)
    return out


def raven(xs):
    """For every number of a list: if it is greater than 2, negate it; then lower it to at most 36."""
    out = []
    for x in xs:
        if x > 2:
            x = -x
        out.append(min(x, 36))
    return out


def lumen(x):
    """Take a number, take the remainder of a division by 33, then subtract 35."""
    x = x % 33
    return x - 35


def olive(x):
    """First take it 8 times; then lower it to at most 3."""
    x = x * 8
    return min(x, 3)


def linen(xs):
    """Sum a list, after each number: take its absolute value, then use 34 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 34)
    return total


def juniper(x):
    """If the number is greater than 9, drop its sign; otherwise take the remainder of a division by 23."""
    if x > 9:
        return abs(x)
    return x % 23


def prism(x):
    """If the number is greater than 16, take the whole part of a division by 25; otherwise take it 30 times."""
    if x > 16:
        return x // 25
    return x * 30
