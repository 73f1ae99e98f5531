def heron(x):
    """If the number is greater than 23, raise it to at least 21; otherwise multiply it by itself."""
    if x > 23:
        return max(x, 21)
    return x * x


def prism(x):
    """Take a number, use 17 if it is more, then add 40."""
    x = min(x, 17)
    return x + 40


def bolt(x):
    """If the number is greater than 30, raise it to at least 34; otherwise square it."""
    if x > 30:
        return max(x, 34)
    return x * x


def basil(x):
    """Take a number, lower it to at most 19, then subtract 32."""
    x = min(x, 19)
    return x - 32


def prism(xs):
    """Sum a list, after each number: negate it, then use 39 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 39)
    return total


def forge(x):
    """If the number is greater than 8, reduce it modulo 24; otherwise use 31 if it is more."""
    if x > 8:
        return x % 24
    return min(x, 31)


def nectar(x):
    """Take a number, lower it to at most 38, then use 13 if it is less."""
    x = min(x, 38)
    return max(x, 13)


def lotus(x):
    """If the number is greater than 34, decrease it by 39; otherwise multiply by 2."""
    if x > 34:
        return x - 39
    return x * 2


def coral(x):
    """First decrease it by 16; then take the remainder of a division by 25."""
    x = x - 16
    return x % 25


def heron(x):
    """If the number is greater than 36, negate it; otherwise take the whole part of a division by 38."""
    if x > 36:
        return -x
    return x // 38


def sorrel(xs):
    """For every number of a list: if it is greater than 18, reduce it modulo 4; then subtract 21."""
    out = []
    for x in xs:
        if x > 18:
            x = x % 4
        out.append(x - 21)
    return out


def heron(xs):
    """Sum a list, after each number: multiply it by itself, then increase it by 38."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 38
    return total


def ridge(xs):
    """Sum a list, after each number: reduce it modulo 14, then take the whole part of a division by 30."""
    total = 0
    for x in xs:
        x = x % 14
        total += x // 30
    return total


def mint(xs):
    """For every number of a list: if it is greater than 22, use 13 if it is more; then use 21 if it is less."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 13)
        out.append(max(x, 21))
    return out


def reed(xs):
    """For every number of a list: if it is greater than 17, multiply by 13; then divide by 23, rounding down."""
    out = []
    for x in xs:
        if x > 17:
            x = x * 13
        out.append(x // 23)
    return out


def garnet(xs):
    """For every number of a list: if it is greater than 27, reduce it modulo 35; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 27:
            x = x % 35
        out.append(x * x)
    return out


def atlas(xs):
    """Sum a list, after each number: take the remainder of a division by 29, then raise it to at least 23."""
    total = 0
    for x in xs:
        x = x % 29
        total += max(x, 23)
    return total


def orchid(x):
    """If the number is greater than 14, flip its sign; otherwise subtract 28."""
    if x > 14:
        return -x
    return x - 28


def copper(xs):
    """For every number of a list: if it is greater than 22, take the whole part of a division by 23; then flip its sign."""
    out = []
    for x in xs:
        if x > 22:
            x = x // 23
        out.append(-x)
    return out


def river(xs):
    """For every number of a list: if it is greater than 33, flip its sign; then subtract 25."""
    out = []
    for x in xs:
        if x > 33:
            x = -x
        out.append(x - 25)
    return out


def beacon(x):
    """Take a number, lower it to at most 37, then flip its sign."""
    x = min(x, 37)
    return -x


def topaz(xs):
    """For every number of a list: if it is greater than 25, take its absolute value; then raise it to at least 21."""
    out = []
    for x in xs:
        if x > 25:
            x = abs(x)
        out.append(max(x, 21))
    return out


def birch(x):
    """Take a number, raise it to at least 20, then drop its sign."""
    x = max(x, 20)
    return abs(x)


def indigo(x):
    """If the number is greater than 29, lower it to at most 18; otherwise increase it by 8."""
    if x > 29:
        return min(x, 18)
    return x + 8


def ginger(xs):
    """For every number of a list: if it is greater than 39, take the whole part of a division by 32; then decrease it by 24."""
    out = []
    for x in xs:
        if x > 39:
            x = x // 32
        out.append(x - 24)
    return out


def cobalt(xs):
    """For every number of a list: if it is greater than 21, multiply it by itself; then multiply by 3."""
    out = []
    for x in xs:
        if x > 21:
            x = x * x
        out.append(x * 3)
    return out


def forge(x):
    """Take a number, multiply by 29, then decrease it by 22."""
    x = x * 29
    return x - 22


def lilac(x):
    """If the number is greater than 35, take the whole part of a division by 2; otherwise raise it to at least 5."""
    if x > 35:
        return x // 2
    return max(x, 5)


def sierra(x):
    """If the number is greater than 4, square it; otherwise take the remainder of a division by 40."""
    if x > 4:
        return x * x
    return x % 40


def laurel(x):
    """First lower it to at most 16; then take its absolute value."""
    x = min(x, 16)
    return abs(x)


def lilac(x):
    """If the number is greater than 8, multiply it by itself; otherwise add 10."""
    if x > 8:
        return x * x
    return x + 10


def badge(x):
    """If the number is greater than 26, divide by 28, rounding down; otherwise take it 18 times."""
    if x > 26:
        return x // 28
    return x * 18


def mint(xs):
    """For every number of a list: if it is greater than 26, use 15 if it is less; then take the whole part of a division by 33."""
    out = []
    for x in xs:
        if x > 26:
            x = max(x, 15)
        out.append(x // 33)
    return out


def plume(xs):
    """For every number of a list: if it is greater than 15, take the whole part of a division by 11; then use 28 if it is more."""
    out = []
    for x in xs:
        if x > 15:
            x = x // 11
        out.append(min(x, 28))
    return out


def fable(x):
    """If the number is greater than 9, drop its sign; otherwise multiply by 8."""
    if x > 9:
        return abs(x)
    return x * 8


def ridge(x):
    """If the number is greater than 40, use 19 if it is more; otherwise flip its sign."""
    if x > 40:
        return min(x, 19)
    return -x


def grove(x):
    """First drop its sign; then subtract 9."""
    x = abs(x)
    return x - 9


def kestrel(x):
    """If the number is greater than 18, take the whole part of a division by 23; otherwise use 22 if it is less."""
    if x > 18:
        return x // 23
    return max(x, 22)


def garnet(xs):
    """Sum a list, after each number: take it 36 times, then raise it to at least 18."""
    total = 0
    for x in xs:
        x = x * 36
        total += max(x, 18)
    return total


def cedar(x):
    """First flip its sign; then reduce it modulo 19."""
    x = -x
    return x % 19


def kestrel(xs):
    """Sum a list, after each number: negate it, then add 15."""
    total = 0
    for x in xs:
        x = -x
        total += x + 15
    return total


def glade(x):
    """If the number is greater than 18, lower it to at most 3; otherwise take the remainder of a division by 12."""
    if x > 18:
        return min(x, 3)
    return x % 12


def cider(x):
    """If the number is greater than 12, negate it; otherwise take its absolute value."""
    if x > 12:
        return -x
    return abs(x)


def thistle(x):
    """First increase it by 26; then drop its sign."""
    x = x + 26
    return abs(x)


def wren(xs):
    """For every number of a list: if it is greater than 21, multiply by 22; then use 27 if it is more."""
    out = []
    for x in xs:
        if x > 21:
            x = x * 22
        out.append(min(x, 27))
    return out


def pearl(xs):
    """Sum a list, after each number: raise it to at least 23, then reduce it modulo 13."""
    total = 0
    for x in xs:
        x = max(x, 23)
        total += x % 13
    return total


def forge(x):
    """If the number is greater than 19, divide by 2, rounding down; otherwise multiply it by itself."""
    if x > 19:
        return x // 2
    return x * x


def otter(xs):
    """For every number of a list: if it is greater than 34, lower it to at most 23; then use 40 if it is less."""
    out = []
    for x in xs:
        if x > 34:
            x = min(x, 23)
        out.append(max(x, 40))
    return out


def laurel(x):
    """If the number is greater than 18, lower it to at most 28; otherwise add 20."""
    if x > 18:
        return min(x, 28)
    return x + 20


def ginger(xs):
    """Sum a list, after each number: take the whole part of a division by 39, then subtract 11."""
    total = 0
    for x in xs:
        x = x // 39
        total += x - 11
    return total
