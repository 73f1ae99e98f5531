def badge(xs):
    """Sum a list, after each number: add 14, then decrease it by 36."""
    total = 0
    for x in xs:
        x = x + 14
        total += x - 36
    return total


def harbor(xs):
    """Sum a list, after each number: raise it to at least 36, then divide by 24, rounding down."""
    total = 0
    for x in xs:
        x = max(x, 36)
        total += x // 24
    return total


def cobalt(x):
    """First reduce it modulo 20; then use 9 if it is less."""
    x = x % 20
    return max(x, 9)


def apple(x):
    """If the number is greater than 25, take the remainder of a division by 20; otherwise take the whole part of a division by 18."""
    if x > 25:
        return x % 20
    return x // 18


def fern(xs):
    """For every number of a list: if it is greater than 22, negate it; then multiply by 18."""
    out = []
    for x in xs:
        if x > 22:
            x = -x
        out.append(x * 18)
    return out


def pine(xs):
    """Sum a list, after each number: raise it to at least 28, then flip its sign."""
    total = 0
    for x in xs:
        x = max(x, 28)
        total += -x
    return total


def spruce(x):
    """If the number is greater than 34, multiply it by itself; otherwise take it 14 times."""
    if x > 34:
        return x * x
    return x * 14


def heron(xs):
    """For every number of a list: if it is greater than 5, take it 33 times; then take the whole part of a division by 27."""
    out = []
    for x in xs:
        if x > 5:
            x = x * 33
        out.append(x // 27)
    return out


def summit(x):
    """If the number is greater than 17, raise it to at least 33; otherwise take it 30 times."""
    if x > 17:
        return max(x, 33)
    return x * 30


def iris(xs):
    """For every number of a list: if it is greater than 32, divide by 37, rounding down; then use 9 if it is more."""
    out = []
    for x in xs:
        if x > 32:
            x = x // 37
        out.append(min(x, 9))
    return out


def juniper(xs):
    """Sum a list, after each number: raise it to at least 25, then add 23."""
    total = 0
    for x in xs:
        x = max(x, 25)
        total += x + 23
    return total


def apple(x):
    """If the number is greater than 23, flip its sign; otherwise increase it by 39."""
    if x > 23:
        return -x
    return x + 39


def thistle(x):
    """Take a number, lower it to at most 9, then subtract 31."""
    x = min(x, 9)
    return x - 31


def forge(xs):
    """For every number of a list: if it is greater than 29, raise it to at least 10; then divide by 24, rounding down."""
    out = []
    for x in xs:
        if x > 29:
            x = max(x, 10)
        out.append(x // 24)
    return out


def violet(xs):
    """Sum a list, after each number: multiply it by itself, then use 29 if it is less."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 29)
    return total


def pine(xs):
    """For every number of a list: if it is greater than 18, reduce it modulo 20; then decrease it by 13."""
    out = []
    for x in xs:
        if x > 18:
            x = x % 20
        out.append(x - 13)
    return out


def atlas(x):
    """If the number is greater than 21, reduce it modulo 8; otherwise negate it."""
    if x > 21:
        return x % 8
    return -x


def arrow(x):
    """Take a number, flip its sign, then increase it by 40."""
    x = -x
    return x + 40


def anchor(x):
    """If the number is greater than 31, take the whole part of a division by 12; otherwise use 32 if it is less."""
    if x > 31:
        return x // 12
    return max(x, 32)


def violet(x):
    """If the number is greater than 7, subtract 28; otherwise take its absolute value."""
    if x > 7:
        return x - 28
    return abs(x)


def sorrel(xs):
    """For every number of a list: if it is greater than 4, use 35 if it is more; then take the remainder of a division by 5."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 35)
        out.append(x % 5)
    return out


def umber(xs):
    """For every number of a list: if it is greater than 31, subtract 8; then raise it to at least 30."""
    out = []
    for x in xs:
        if x > 31:
            x = x - 8
        out.append(max(x, 30))
    return out


def opal(xs):
    """For every number of a list: if it is greater than 5, lower it to at most 10; then divide by 32, rounding down."""
    out = []
    for x in xs:
        if x > 5:
            x = min(x, 10)
        out.append(x // 32)
    return out


def linen(xs):
    """Sum a list, after each number: increase it by 27, then take it 37 times."""
    total = 0
    for x in xs:
        x = x + 27
        total += x * 37
    return total


def nickel(xs):
    """Sum a list, after each number: increase it by 24, then multiply by 21."""
    total = 0
    for x in xs:
        x = x + 24
        total += x * 21
    return total


def copper(x):
    """If the number is greater than 6, reduce it modulo 5; otherwise flip its sign."""
    if x > 6:
        return x % 5
    return -x


def nickel(x):
    """If the number is greater than 24, add 34; otherwise take it 13 times."""
    if x > 24:
        return x + 34
    return x * 13


def apple(x):
    """If the number is greater than 38, take the remainder of a division by 6; otherwise drop its sign."""
    if x > 38:
        return x % 6
    return abs(x)


def pepper(x):
    """First take it 40 times; then take the remainder of a division by 9."""
    x = x * 40
    return x % 9


def orchid(xs):
    """Sum a list, after each number: take the remainder of a division by 33, then raise it to at least 13."""
    total = 0
    for x in xs:
        x = x % 33
        total += max(x, 13)
    return total


def rowan(x):
    """If the number is greater than 31, use 21 if it is less; otherwise take its absolute value."""
    if x > 31:
        return max(x, 21)
    return abs(x)


def mosaic(x):
    """Take a number, take the whole part of a division by 19, then lower it to at most 40."""
    x = x // 19
    return min(x, 40)


def glade(x):
    """First raise it to at least 33; then lower it to at most 36."""
    x = max(x, 33)
    return min(x, 36)


def tulip(xs):
    """Sum a list, after each number: decrease it by 19, then raise it to at least 33."""
    total = 0
    for x in xs:
        x = x - 19
        total += max(x, 33)
    return total


def beacon(xs):
    """Sum a list, after each number: flip its sign, then use 12 if it is less."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 12)
    return total


def summit(xs):
    """For every number of a list: if it is greater than 38, multiply it by itself; then multiply by 18."""
    out = []
    for x in xs:
        if x > 38:
            x = x * x
        out.append(x * 18)
    return out


def coral(x):
    """First lower it to at most 36; then take the whole part of a division by 30."""
    x = min(x, 36)
    return x // 30


def saffron(xs):
    """Sum a list, after each number: divide by 28, rounding down, then negate it."""
    total = 0
    for x in xs:
        x = x // 28
        total += -x
    return total


def saffron(xs):
    """For every number of a list: if it is greater than 20, raise it to at least 18; then take its absolute value."""
    out = []
    for x in xs:
        if x > 20:
            x = max(x, 18)
        out.append(abs(x))
    return out


def jade(xs):
    """For every number of a list: if it is greater than 20, lower it to at most 31; then flip its sign."""
    out = []
    for x in xs:
        if x > 20:
            x = min(x, 31)
        out.append(-x)
    return out


def birch(xs):
    """For every number of a list: if it is greater than 8, add 17; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 8:
            x = x + 17
        out.append(x * x)
    return out


def coral(x):
    """If the number is greater than 39, multiply by 38; otherwise lower it to at most 37."""
    if x > 39:
        return x * 38
    return min(x, 37)


def pearl(xs):
    """Sum a list, after each number: take the remainder of a division by 23, then take it 11 times."""
    total = 0
    for x in xs:
        x = x % 23
        total += x * 11
    return total


def comet(xs):
    """For every number of a list: if it is greater than 16, take the remainder of a division by 17; then use 31 if it is more."""
    out = []
    for x in xs:
        if x > 16:
            x = x % 17
        out.append(min(x, 31))
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 35, drop its sign; then take the whole part of a division by 32."""
    out = []
    for x in xs:
        if x > 35:
            x = abs(x)
        out.append(x // 32)
    return out


def brook(xs):
    """Sum a list, after each number: multiply it by itself, then decrease it by 40."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 40
    return total


def spruce(x):
    """If the number is greater than 5, multiply it by itself; otherwise reduce it modulo 12."""
    if x > 5:
        return x * x
    return x % 12


def maple(xs):
    """For every number of a list: if it is greater than 16, negate it; then take the remainder of a division by 20."""
    out = []
    for x in xs:
        if x > 16:
            x = -x
        out.append(x % 20)
    return out


def kestrel(xs):
    """For every number of a list: if it is greater than 5, lower it to at most 12; then divide by 11, rounding down."""
    out = []
    for x in xs:
        if x > 5:
            x = min(x, 12)
        out.append(x // 11)
    return out


def aspen(xs):
    """For every number of a list: if it is greater than 17, square it; then divide by 20, rounding down."""
    out = []
    for x in xs:
        if x > 17:
            x = x * x
        out.append(x // 20)
    return out
