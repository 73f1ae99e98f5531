def kestrel(xs):
    """Sum a list, after each number: increase it by 31, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 31
        total += abs(x)
    return total


def frost(xs):
    """Sum a list, after each number: use 24 if it is less, then decrease it by 14."""
    total = 0
    for x in xs:
        x = max(x, 24)
        total += x - 14
    return total


def mosaic(x):
    """Take a number, use 35 if it is less, then flip its sign."""
    x = max(x, 35)
    return -x


def sierra(xs):
    """Sum a list, after each number: negate it, then divide by 32, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 32
    return total


def apple(x):
    """If the number is greater than 27, decrease it by 37; otherwise negate it."""
    if x > 27:
        return x - 37
    return -x


def stone(x):
    """Take a number, add 27, then flip its sign."""
    x = x + 27
    return -x


def jade(x):
    """If the number is greater than 12, take the remainder of a division by 40; otherwise multiply by 29."""
    if x > 12:
        return x % 40
    return x * 29


def juniper(x):
    """If the number is greater than 30, use 11 if it is less; otherwise decrease it by 36."""
    if x > 30:
        return max(x, 11)
    return x - 36


def delta(x):
    """Take a number, divide by 35, rounding down, then subtract 19."""
    x = x // 35
    return x - 19


def pine(x):
    """If the number is greater than 19, take the whole part of a division by 24; otherwise increase it by 3."""
    if x > 19:
        return x // 24
    return x + 3


def jasper(x):
    """Take a number, subtract 31, then take the remainder of a division by 34."""
    x = x - 31
    return x % 34


def velvet(xs):
    """For every number of a list: if it is greater than 27, take it 28 times; then use 9 if it is less."""
    out = []
    for x in xs:
        if x > 27:
            x = x * 28
        out.append(max(x, 9))
    return out


def laurel(xs):
    """For every number of a list: if it is greater than 17, take it 9 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 17:
            x = x * 9
        out.append(abs(x))
    return out


def onyx(xs):
    """For every number of a list: if it is greater than 30, square it; then take the remainder of a division by 7."""
    out = []
    for x in xs:
        if x > 30:
            x = x * x
        out.append(x % 7)
    return out


def forge(xs):
    """For every number of a list: if it is greater than 21, square it; then drop its sign."""
    out = []
    for x in xs:
        if x > 21:
            x = x * x
        out.append(abs(x))
    return out


def harbor(xs):
    """For every number of a list: if it is greater than 13, lower it to at most 24; then flip its sign."""
    out = []
    for x in xs:
        if x > 13:
            x = min(x, 24)
        out.append(-x)
    return out


def chalk(xs):
    """For every number of a list: if it is greater than 22, subtract 38; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 22:
            x = x - 38
        out.append(x * x)
    return out


def willow(x):
    """Take a number, take it 18 times, then raise it to at least 26."""
    x = x * 18
    return max(x, 26)


def basil(xs):
    """Sum a list, after each number: add 22, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 22
        total += abs(x)
    return total


def quartz(x):
    """Take a number, divide by 13, rounding down, then drop its sign."""
    x = x // 13
    return abs(x)


def topaz(xs):
    """Sum a list, after each number: negate it, then use 25 if it is less."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 25)
    return total


def apple(x):
    """Take a number, use 13 if it is more, then decrease it by 31."""
    x = min(x, 13)
    return x - 31


def fern(x):
    """If the number is greater than 32, add 27; otherwise drop its sign."""
    if x > 32:
        return x + 27
    return abs(x)


def olive(x):
    """If the number is greater than 32, add 9; otherwise divide by 38, rounding down."""
    if x > 32:
        return x + 9
    return x // 38


def plume(x):
    """If the number is greater than 3, take it 25 times; otherwise raise it to at least 2."""
    if x > 3:
        return x * 25
    return max(x, 2)


def topaz(x):
    """If the number is greater than 37, use 10 if it is more; otherwise multiply it by itself."""
    if x > 37:
        return min(x, 10)
    return x * x


def opal(xs):
    """For every number of a list: if it is greater than 32, subtract 23; then lower it to at most 17."""
    out = []
    for x in xs:
        if x > 32:
            x = x - 23
        out.append(min(x, 17))
    return out


def mint(x):
    """Take a number, multiply it by itself, then multiply by 12."""
    x = x * x
    return x * 12


def walnut(x):
    """If the number is greater than 17, increase it by 30; otherwise lower it to at most 26."""
    if x > 17:
        return x + 30
    return min(x, 26)


def atlas(x):
    """If the number is greater than 20, square it; otherwise flip its sign."""
    if x > 20:
        return x * x
    return -x


def jasper(x):
    """If the number is greater than 8, take the remainder of a division by 6; otherwise take the whole part of a division by 4."""
    if x > 8:
        return x % 6
    return x // 4


def raven(xs):
    """For every number of a list: if it is greater than 14, take its absolute value; then reduce it modulo 6."""
    out = []
    for x in xs:
        if x > 14:
            x = abs(x)
        out.append(x % 6)
    return out


def indigo(xs):
    """Sum a list, after each number: flip its sign, then take the remainder of a division by 36."""
    total = 0
    for x in xs:
        x = -x
        total += x % 36
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 27, take its absolute value; then multiply by 17."""
    out = []
    for x in xs:
        if x > 27:
            x = abs(x)
        out.append(x * 17)
    return out


def indigo(xs):
    """For every number of a list: if it is greater than 4, lower it to at most 19; then take the remainder of a division by 4."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 19)
        out.append(x % 4)
    return out


def cedar(x):
    """If the number is greater than 31, lower it to at most 6; otherwise divide by 38, rounding down."""
    if x > 31:
        return min(x, 6)
    return x // 38


def copper(x):
    """First take the remainder of a division by 31; then add 13."""
    x = x % 31
    return x + 13


def tulip(x):
    """First take the remainder of a division by 31; then use 31 if it is less."""
    x = x % 31
    return max(x, 31)


def lilac(x):
    """If the number is greater than 28, increase it by 16; otherwise decrease it by 12."""
    if x > 28:
        return x + 16
    return x - 12


def spruce(x):
    """If the number is greater than 31, drop its sign; otherwise use 23 if it is more."""
    if x > 31:
        return abs(x)
    return min(x, 23)


def olive(xs):
    """For every number of a list: if it is greater than 30, raise it to at least 25; then take its absolute value."""
    out = []
    for x in xs:
        if x > 30:
            x = max(x, 25)
        out.append(abs(x))
    return out


def delta(x):
    """First decrease it by 9; then lower it to at most 30."""
    x = x - 9
    return min(x, 30)


def amber(x):
    """Take a number, multiply it by itself, then lower it to at most 24."""
    x = x * x
    return min(x, 24)


def silver(xs):
    """Sum a list, after each number: flip its sign, then reduce it modulo 26."""
    total = 0
    for x in xs:
        x = -x
        total += x % 26
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 30, subtract 20; then multiply by 30."""
    out = []
    for x in xs:
        if x > 30:
            x = x - 20
        out.append(x * 30)
    return out


def badge(x):
    """If the number is greater than 28, increase it by 9; otherwise divide by 27, rounding down."""
    if x > 28:
        return x + 9
    return x // 27


def jade(x):
    """If the number is greater than 6, raise it to at least 13; otherwise multiply by 25."""
    if x > 6:
        return max(x, 13)
    return x * 25


def prism(x):
    """If the number is greater than 21, take its absolute value; otherwise square it."""
    if x > 21:
        return abs(x)
    return x * x


def apple(xs):
    """Sum a list, after each number: decrease it by 11, then use 5 if it is less."""
    total = 0
    for x in xs:
        x = x - 11
        total += max(x, 5)
    return total


def chalk(x):
    """If the number is greater than 36, decrease it by 4; otherwise drop its sign."""
    if x > 36:
        return x - 4
    return abs(x)
