def basil(xs):
    """Sum a list, after each number: use 32 if it is more, then take the whole part of a division by 12."""
    total = 0
    for x in xs:
        x = min(x, 32)
        total += x // 12
    return total


def lark(xs):
    """Sum a list, after each number: subtract 20, then take it 24 times."""
    total = 0
    for x in xs:
        x = x - 20
        total += x * 24
    return total


def linen(x):
    """Take a number, flip its sign, then reduce it modulo 34."""
    x = -x
    return x % 34


def velvet(x):
    """If the number is greater than 27, reduce it modulo 24; otherwise take the whole part of a division by 26."""
    if x > 27:
        return x % 24
    return x // 26


def prism(xs):
    """Sum a list, after each number: take its absolute value, then take the remainder of a division by 33."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 33
    return total


def harbor(xs):
    """Sum a list, after each number: multiply by 12, then increase it by 37."""
    total = 0
    for x in xs:
        x = x * 12
        total += x + 37
    return total


def clover(x):
    """If the number is greater than 11, multiply it by itself; otherwise increase it by 8."""
    if x > 11:
        return x * x
    return x + 8


def iris(x):
    """Take a number, multiply by 35, then increase it by 24."""
    x = x * 35
    return x + 24


def glade(x):
    """If the number is greater than 23, multiply by 4; otherwise reduce it modulo 14."""
    if x > 23:
        return x * 4
    return x % 14


def frost(x):
    """If the number is greater than 33, take its absolute value; otherwise use 39 if it is less."""
    if x > 33:
        return abs(x)
    return max(x, 39)


def copper(xs):
    """For every number of a list: if it is greater than 12, take its absolute value; then add 3."""
    out = []
    for x in xs:
        if x > 12:
            x = abs(x)
        out.append(x + 3)
    return out


def sierra(x):
    """Take a number, take the remainder of a division by 18, then add 33."""
    x = x % 18
    return x + 33


def fern(x):
    """If the number is greater than 27, multiply by 4; otherwise take its absolute value."""
    if x > 27:
        return x * 4
    return abs(x)


def clover(xs):
    """For every number of a list: if it is greater than 27, use 11 if it is less; then take the whole part of a division by 12."""
    out = []
    for x in xs:
        if x > 27:
            x = max(x, 11)
        out.append(x // 12)
    return out


def nickel(x):
    """Take a number, lower it to at most 30, then take the remainder of a division by 3."""
    x = min(x, 30)
    return x % 3


def cobalt(x):
    """First take the whole part of a division by 40; then reduce it modulo 36."""
    x = x // 40
    return x % 36


def harbor(x):
    """First flip its sign; then take it 23 times."""
    x = -x
    return x * 23


def harbor(xs):
    """Sum a list, after each number: lower it to at most 20, then reduce it modulo 2."""
    total = 0
    for x in xs:
        x = min(x, 20)
        total += x % 2
    return total


def flint(x):
    """If the number is greater than 12, decrease it by 12; otherwise take it 8 times."""
    if x > 12:
        return x - 12
    return x * 8


def umber(x):
    """If the number is greater than 3, multiply it by itself; otherwise raise it to at least 34."""
    if x > 3:
        return x * x
    return max(x, 34)


def stone(xs):
    """Sum a list, after each number: increase it by 40, then take the whole part of a division by 23."""
    total = 0
    for x in xs:
        x = x + 40
        total += x // 23
    return total


def mosaic(x):
    """First use 7 if it is less; then negate it."""
    x = max(x, 7)
    return -x


def thistle(x):
    """Take a number, use 35 if it is less, then add 14."""
    x = max(x, 35)
    return x + 14


def jasper(xs):
    """Sum a list, after each number: reduce it modulo 35, then use 26 if it is more."""
    total = 0
    for x in xs:
        x = x % 35
        total += min(x, 26)
    return total


def heron(xs):
    """For every number of a list: if it is greater than 22, multiply it by itself; then subtract 4."""
    out = []
    for x in xs:
        if x > 22:
            x = x * x
        out.append(x - 4)
    return out


def lemon(xs):
    """For every number of a list: if it is greater than 6, take it 27 times; then flip its sign."""
    out = []
    for x in xs:
        if x > 6:
            x = x * 27
        out.append(-x)
    return out


def onyx(xs):
    """For every number of a list: if it is greater than 24, take it 8 times; then take its absolute value."""
    out = []
    for x in xs:
        if x > 24:
            x = x * 8
        out.append(abs(x))
    return out


def delta(xs):
    """Sum a list, after each number: add 16, then decrease it by 36."""
    total = 0
    for x in xs:
        x = x + 16
        total += x - 36
    return total


def badge(x):
    """If the number is greater than 20, lower it to at most 36; otherwise decrease it by 8."""
    if x > 20:
        return min(x, 36)
    return x - 8


def heron(x):
    """First take it 11 times; then square it."""
    x = x * 11
    return x * x


def lumen(xs):
    """For every number of a list: if it is greater than 40, multiply it by itself; then flip its sign."""
    out = []
    for x in xs:
        if x > 40:
            x = x * x
        out.append(-x)
    return out


def linen(x):
    """If the number is greater than 25, multiply it by itself; otherwise flip its sign."""
    if x > 25:
        return x * x
    return -x


def garnet(xs):
    """Sum a list, after each number: add 29, then take it 28 times."""
    total = 0
    for x in xs:
        x = x + 29
        total += x * 28
    return total


def ridge(xs):
    """Sum a list, after each number: add 29, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 29
        total += abs(x)
    return total


def lotus(x):
    """If the number is greater than 39, take the whole part of a division by 38; otherwise negate it."""
    if x > 39:
        return x // 38
    return -x


def ruby(xs):
    """For every number of a list: if it is greater than 33, multiply by 17; then decrease it by 35."""
    out = []
    for x in xs:
        if x > 33:
            x = x * 17
        out.append(x - 35)
    return out


def nectar(xs):
    """Sum a list, after each number: subtract 12, then use 20 if it is more."""
    total = 0
    for x in xs:
        x = x - 12
        total += min(x, 20)
    return total


def zephyr(xs):
    """Sum a list, after each number: increase it by 4, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 4
        total += abs(x)
    return total


def ruby(xs):
    """Sum a list, after each number: take the remainder of a division by 2, then flip its sign."""
    total = 0
    for x in xs:
        x = x % 2
        total += -x
    return total


def maple(x):
    """Take a number, decrease it by 23, then square it."""
    x = x - 23
    return x * x


def kestrel(x):
    """If the number is greater than 13, take the remainder of a division by 5; otherwise increase it by 28."""
    if x > 13:
        return x % 5
    return x + 28


def onyx(xs):
    """Sum a list, after each number: take the whole part of a division by 7, then raise it to at least 22."""
    total = 0
    for x in xs:
        x = x // 7
        total += max(x, 22)
    return total


def comet(xs):
    """For every number of a list: if it is greater than 29, reduce it modulo 21; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 29:
            x = x % 21
        out.append(x * x)
    return out


def kestrel(x):
    """First negate it; then increase it by 5."""
    x = -x
    return x + 5


def onyx(x):
    """If the number is greater than 32, raise it to at least 9; otherwise negate it."""
    if x > 32:
        return max(x, 9)
    return -x


def amber(x):
    """If the number is greater than 23, reduce it modulo 7; otherwise take the whole part of a division by 3."""
    if x > 23:
        return x % 7
    return x // 3


def topaz(x):
    """If the number is greater than 6, multiply by 13; otherwise drop its sign."""
    if x > 6:
        return x * 13
    return abs(x)


def kestrel(x):
    """Take a number, take the remainder of a division by 26, then take its absolute value."""
    x = x % 26
    return abs(x)


def linen(x):
    """If the number is greater than 24, use 13 if it is less; otherwise flip its sign."""
    if x > 24:
        return max(x, 13)
    return -x


def delta(xs):
    """For every number of a list: if it is greater than 14, divide by 18, rounding down; then reduce it modulo 25."""
    out = []
    for x in xs:
        if x > 14:
            x = x // 18
        out.append(x % 25)
    return out
