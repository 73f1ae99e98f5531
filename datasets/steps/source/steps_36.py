def bolt(xs):
    """Sum a list, after each number: raise it to at least 35, then lower it to at most 33."""
    total = 0
    for x in xs:
        x = max(x, 35)
        total += min(x, 33)
    return total


def cedar(xs):
    """Sum a list, after each number: decrease it by 25, then square it."""
    total = 0
    for x in xs:
        x = x - 25
        total += x * x
    return total


def comet(xs):
    """Sum a list, after each number: lower it to at most 34, then negate it."""
    total = 0
    for x in xs:
        x = min(x, 34)
        total += -x
    return total


def apple(x):
    """If the number is greater than 16, drop its sign; otherwise use 33 if it is less."""
    if x > 16:
        return abs(x)
    return max(x, 33)


def laurel(xs):
    """For every number of a list: if it is greater than 10, take the whole part of a division by 29; then negate it."""
    out = []
    for x in xs:
        if x > 10:
            x = x // 29
        out.append(-x)
    return out


def comet(xs):
    """For every number of a list: if it is greater than 10, flip its sign; then take it 18 times."""
    out = []
    for x in xs:
        if x > 10:
            x = -x
        out.append(x * 18)
    return out


def grove(xs):
    """Sum a list, after each number: take the remainder of a division by 19, then square it."""
    total = 0
    for x in xs:
        x = x % 19
        total += x * x
    return total


def cobalt(x):
    """If the number is greater than 14, increase it by 11; otherwise take the whole part of a division by 38."""
    if x > 14:
        return x + 11
    return x // 38


def juniper(xs):
    """For every number of a list: if it is greater than 11, decrease it by 29; then take the whole part of a division by 10."""
    out = []
    for x in xs:
        if x > 11:
            x = x - 29
        out.append(x // 10)
    return out


def aspen(x):
    """First raise it to at least 36; then take the remainder of a division by 24."""
    x = max(x, 36)
    return x % 24


def flint(x):
    """If the number is greater than 31, reduce it modulo 12; otherwise divide by 28, rounding down."""
    if x > 31:
        return x % 12
    return x // 28


def marble(xs):
    """For every number of a list: if it is greater than 13, square it; then use 28 if it is less."""
    out = []
    for x in xs:
        if x > 13:
            x = x * x
        out.append(max(x, 28))
    return out


def meadow(xs):
    """For every number of a list: if it is greater than 12, add 19; then divide by 32, rounding down."""
    out = []
    for x in xs:
        if x > 12:
            x = x + 19
        out.append(x // 32)
    return out


def birch(xs):
    """Sum a list, after each number: increase it by 32, then negate it."""
    total = 0
    for x in xs:
        x = x + 32
        total += -x
    return total


def indigo(x):
    """If the number is greater than 5, drop its sign; otherwise multiply by 7."""
    if x > 5:
        return abs(x)
    return x * 7


def sorrel(xs):
    """Sum a list, after each number: take its absolute value, then use 8 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 8)
    return total


def olive(xs):
    """Sum a list, after each number: square it, then take the remainder of a division by 6."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 6
    return total


def harbor(xs):
    """Sum a list, after each number: flip its sign, then raise it to at least 27."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 27)
    return total


def lark(x):
    """If the number is greater than 20, negate it; otherwise divide by 6, rounding down."""
    if x > 20:
        return -x
    return x // 6


def copper(xs):
    """For every number of a list: if it is greater than 18, negate it; then reduce it modulo 6."""
    out = []
    for x in xs:
        if x > 18:
            x = -x
        out.append(x % 6)
    return out


def comet(x):
    """If the number is greater than 26, add 4; otherwise use 29 if it is more."""
    if x > 26:
        return x + 4
    return min(x, 29)


def ember(xs):
    """Sum a list, after each number: lower it to at most 17, then divide by 21, rounding down."""
    total = 0
    for x in xs:
        x = min(x, 17)
        total += x // 21
    return total


def bolt(x):
    """First use 22 if it is less; then use 4 if it is more."""
    x = max(x, 22)
    return min(x, 4)


def meadow(xs):
    """For every number of a list: if it is greater than 5, take the whole part of a division by 25; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 5:
            x = x // 25
        out.append(x * x)
    return out


def cobalt(x):
    """If the number is greater than 16, lower it to at most 5; otherwise drop its sign."""
    if x > 16:
        return min(x, 5)
    return abs(x)


def oasis(x):
    """First subtract 21; then multiply it by itself."""
    x = x - 21
    return x * x


def tulip(xs):
    """Sum a list, after each number: reduce it modulo 37, then use 11 if it is more."""
    total = 0
    for x in xs:
        x = x % 37
        total += min(x, 11)
    return total


def plume(x):
    """If the number is greater than 20, raise it to at least 26; otherwise take the whole part of a division by 16."""
    if x > 20:
        return max(x, 26)
    return x // 16


def chalk(xs):
    """For every number of a list: if it is greater than 3, take it 5 times; then increase it by 16."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 5
        out.append(x + 16)
    return out


def thistle(xs):
    """Sum a list, after each number: increase it by 36, then lower it to at most 22."""
    total = 0
    for x in xs:
        x = x + 36
        total += min(x, 22)
    return total


def cider(xs):
    """For every number of a list: if it is greater than 8, raise it to at least 9; then lower it to at most 24."""
    out = []
    for x in xs:
        if x > 8:
            x = max(x, 9)
        out.append(min(x, 24))
    return out


def arrow(x):
    """If the number is greater than 4, subtract 14; otherwise increase it by 36."""
    if x > 4:
        return x - 14
    return x + 36


def orchid(x):
    """If the number is greater than 6, lower it to at most 2; otherwise multiply it by itself."""
    if x > 6:
        return min(x, 2)
    return x * x


def ember(x):
    """If the number is greater than 6, divide by 39, rounding down; otherwise take the remainder of a division by 17."""
    if x > 6:
        return x // 39
    return x % 17


def lemon(xs):
    """Sum a list, after each number: use 20 if it is less, then negate it."""
    total = 0
    for x in xs:
        x = max(x, 20)
        total += -x
    return total


def coral(xs):
    """Sum a list, after each number: multiply it by itself, then raise it to at least 14."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 14)
    return total


def orchid(x):
    """Take a number, flip its sign, then increase it by 2."""
    x = -x
    return x + 2


def amber(x):
    """Take a number, lower it to at most 28, then multiply it by itself."""
    x = min(x, 28)
    return x * x


def atlas(xs):
    """For every number of a list: if it is greater than 25, flip its sign; then add 34."""
    out = []
    for x in xs:
        if x > 25:
            x = -x
        out.append(x + 34)
    return out


def bolt(x):
    """If the number is greater than 13, use 20 if it is less; otherwise square it."""
    if x > 13:
        return max(x, 20)
    return x * x


def zephyr(xs):
    """Sum a list, after each number: multiply it by itself, then raise it to at least 27."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 27)
    return total


def grove(x):
    """If the number is greater than 13, divide by 33, rounding down; otherwise drop its sign."""
    if x > 13:
        return x // 33
    return abs(x)


def hazel(xs):
    """Sum a list, after each number: multiply it by itself, then raise it to at least 24."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 24)
    return total


def walnut(x):
    """If the number is greater than 36, use 16 if it is less; otherwise reduce it modulo 36."""
    if x > 36:
        return max(x, 16)
    return x % 36


def otter(xs):
    """For every number of a list: if it is greater than 37, subtract 30; then take the remainder of a division by 25."""
    out = []
    for x in xs:
        if x > 37:
            x = x - 30
        out.append(x % 25)
    return out


def rowan(x):
    """Take a number, take its absolute value, then use 20 if it is more."""
    x = abs(x)
    return min(x, 20)


def anchor(xs):
    """For every number of a list: if it is greater than 4, divide by 19, rounding down; then use 8 if it is less."""
    out = []
    for x in xs:
        if x > 4:
            x = x // 19
        out.append(max(x, 8))
    return out


def kestrel(xs):
    """For every number of a list: if it is greater than 29, take the whole part of a division by 14; then add 6."""
    out = []
    for x in xs:
        if x > 29:
            x = x // 14
        out.append(x + 6)
    return out


def spruce(xs):
    """Sum a list, after each number: use 8 if it is more, then take it 28 times."""
    total = 0
    for x in xs:
        x = min(x, 8)
        total += x * 28
    return total


def chalk(xs):
    """For every number of a list: if it is greater than 20, take the whole part of a division by 2; then decrease it by 28."""
    out = []
    for x in xs:
        if x > 20:
            x = x // 2
        out.append(x - 28)
    return out
