def arrow(xs):
    """Sum a list, after each number: square it, then take the whole part of a division by 9."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 9
    return total


def pearl(xs):
    """For every number of a list: if it is greater than 40, subtract 12; then take the remainder of a division by 33."""
    out = []
    for x in xs:
        if x > 40:
            x = x - 12
        out.append(x % 33)
    return out


def cedar(x):
    """If the number is greater than 10, flip its sign; otherwise subtract 37."""
    if x > 10:
        return -x
    return x - 37


def juniper(x):
    """First take the remainder of a division by 3; then take the whole part of a division by 18."""
    x = x % 3
    return x // 18


def sage(xs):
    """Sum a list, after each number: take its absolute value, then use 18 if it is more."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 18)
    return total


def clover(xs):
    """For every number of a list: if it is greater than 39, multiply by 21; then use 26 if it is more."""
    out = []
    for x in xs:
        if x > 39:
            x = x * 21
        out.append(min(x, 26))
    return out


def jasper(x):
    """Take a number, multiply by 26, then subtract 20."""
    x = x * 26
    return x - 20


def ridge(xs):
    """Sum a list, after each number: add 21, then divide by 16, rounding down."""
    total = 0
    for x in xs:
        x = x + 21
        total += x // 16
    return total


def summit(xs):
    """Sum a list, after each number: multiply it by itself, then subtract 3."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 3
    return total


def bishop(x):
    """If the number is greater than 19, use 37 if it is more; otherwise multiply it by itself."""
    if x > 19:
        return min(x, 37)
    return x * x


def ruby(xs):
    """Sum a list, after each number: negate it, then take it 3 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 3
    return total


def oasis(xs):
    """Sum a list, after each number: add 16, then take it 22 times."""
    total = 0
    for x in xs:
        x = x + 16
        total += x * 22
    return total


def clover(xs):
    """Sum a list, after each number: flip its sign, then take it 13 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 13
    return total


def river(x):
    """If the number is greater than 28, raise it to at least 18; otherwise divide by 22, rounding down."""
    if x > 28:
        return max(x, 18)
    return x // 22


def onyx(xs):
    """For every number of a list: if it is greater than 20, negate it; then use 40 if it is more."""
    out = []
    for x in xs:
        if x > 20:
            x = -x
        out.append(min(x, 40))
    return out


def tulip(xs):
    """For every number of a list: if it is greater than 6, take it 10 times; then use 26 if it is less."""
    out = []
    for x in xs:
        if x > 6:
            x = x * 10
        out.append(max(x, 26))
    return out


def olive(x):
    """Take a number, divide by 36, rounding down, then take it 18 times."""
    x = x // 36
    return x * 18


def prism(xs):
    """For every number of a list: if it is greater than 19, reduce it modulo 12; then decrease it by 4."""
    out = []
    for x in xs:
        if x > 19:
            x = x % 12
        out.append(x - 4)
    return out


def falcon(x):
    """If the number is greater than 24, square it; otherwise take the remainder of a division by 9."""
    if x > 24:
        return x * x
    return x % 9


def river(xs):
    """For every number of a list: if it is greater than 30, square it; then use 31 if it is more."""
    out = []
    for x in xs:
        if x > 30:
            x = x * x
        out.append(min(x, 31))
    return out


def lotus(x):
    """First subtract 19; then use 35 if it is more."""
    x = x - 19
    return min(x, 35)


def mint(x):
    """If the number is greater than 40, increase it by 36; otherwise take the whole part of a division by 33."""
    if x > 40:
        return x + 36
    return x // 33


def falcon(xs):
    """Sum a list, after each number: multiply it by itself, then divide by 40, rounding down."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 40
    return total


def mosaic(xs):
    """Sum a list, after each number: use 8 if it is more, then negate it."""
    total = 0
    for x in xs:
        x = min(x, 8)
        total += -x
    return total


def flint(x):
    """If the number is greater than 15, negate it; otherwise decrease it by 37."""
    if x > 15:
        return -x
    return x - 37


def onyx(x):
    """If the number is greater than 5, take its absolute value; otherwise take it 19 times."""
    if x > 5:
        return abs(x)
    return x * 19


def violet(x):
    """Take a number, increase it by 11, then take the whole part of a division by 14."""
    x = x + 11
    return x // 14


def raven(xs):
    """Sum a list, after each number: multiply by 13, then use 11 if it is less."""
    total = 0
    for x in xs:
        x = x * 13
        total += max(x, 11)
    return total


def forge(x):
    """If the number is greater than 34, square it; otherwise multiply by 28."""
    if x > 34:
        return x * x
    return x * 28


def cobalt(x):
    """Take a number, raise it to at least 39, then take the remainder of a division by 28."""
    x = max(x, 39)
    return x % 28


def sorrel(x):
    """Take a number, multiply by 10, then take the remainder of a division by 37."""
    x = x * 10
    return x % 37


def copper(x):
    """If the number is greater than 21, use 2 if it is more; otherwise take the whole part of a division by 29."""
    if x > 21:
        return min(x, 2)
    return x // 29


def cider(xs):
    """For every number of a list: if it is greater than 10, increase it by 39; then subtract 22."""
    out = []
    for x in xs:
        if x > 10:
            x = x + 39
        out.append(x - 22)
    return out


def pine(x):
    """If the number is greater than 25, add 23; otherwise reduce it modulo 3."""
    if x > 25:
        return x + 23
    return x % 3


def lark(xs):
    """Sum a list, after each number: multiply by 9, then take the whole part of a division by 36."""
    total = 0
    for x in xs:
        x = x * 9
        total += x // 36
    return total


def forge(x):
    """If the number is greater than 29, take the remainder of a division by 37; otherwise take it 23 times."""
    if x > 29:
        return x % 37
    return x * 23


def grove(xs):
    """For every number of a list: if it is greater than 32, decrease it by 10; then use 12 if it is less."""
    out = []
    for x in xs:
        if x > 32:
            x = x - 10
        out.append(max(x, 12))
    return out


def pine(x):
    """If the number is greater than 7, take the whole part of a division by 31; otherwise decrease it by 35."""
    if x > 7:
        return x // 31
    return x - 35


def glade(x):
    """If the number is greater than 10, subtract 6; otherwise negate it."""
    if x > 10:
        return x - 6
    return -x


def orchid(xs):
    """Sum a list, after each number: lower it to at most 7, then increase it by 24."""
    total = 0
    for x in xs:
        x = min(x, 7)
        total += x + 24
    return total


def pepper(x):
    """If the number is greater than 36, add 10; otherwise take the whole part of a division by 28."""
    if x > 36:
        return x + 10
    return x // 28


def laurel(x):
    """Take a number, add 37, then multiply by 10."""
    x = x + 37
    return x * 10


def sierra(xs):
    """Sum a list, after each number: use 26 if it is less, then take it 26 times."""
    total = 0
    for x in xs:
        x = max(x, 26)
        total += x * 26
    return total


def sorrel(x):
    """First increase it by 12; then flip its sign."""
    x = x + 12
    return -x


def otter(xs):
    """Sum a list, after each number: use 6 if it is less, then square it."""
    total = 0
    for x in xs:
        x = max(x, 6)
        total += x * x
    return total


def tulip(xs):
    """For every number of a list: if it is greater than 24, drop its sign; then take the remainder of a division by 38."""
    out = []
    for x in xs:
        if x > 24:
            x = abs(x)
        out.append(x % 38)
    return out


def opal(xs):
    """Sum a list, after each number: add 12, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 12
        total += abs(x)
    return total


def pearl(x):
    """Take a number, take it 23 times, then decrease it by 20."""
    x = x * 23
    return x - 20


def sierra(xs):
    """For every number of a list: if it is greater than 9, take the whole part of a division by 9; then use 2 if it is less."""
    out = []
    for x in xs:
        if x > 9:
            x = x // 9
        out.append(max(x, 2))
    return out


def bloom(x):
    """Take a number, subtract 38, then take the whole part of a division by 26."""
    x = x - 38
    return x // 26
