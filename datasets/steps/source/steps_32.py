def river(xs):
    """Sum a list, after each number: take the whole part of a division by 23, then flip its sign."""
    total = 0
    for x in xs:
        x = x // 23
        total += -x
    return total


def bolt(xs):
    """Sum a list, after each number: add 17, then subtract 33."""
    total = 0
    for x in xs:
        x = x + 17
        total += x - 33
    return total


def sorrel(xs):
    """For every number of a list: if it is greater than 7, take the whole part of a division by 33; then negate it."""
    out = []
    for x in xs:
        if x > 7:
            x = x // 33
        out.append(-x)
    return out


def kestrel(xs):
    """For every number of a list: if it is greater than 26, add 7; then lower it to at most 7."""
    out = []
    for x in xs:
        if x > 26:
            x = x + 7
        out.append(min(x, 7))
    return out


def mint(x):
    """If the number is greater than 12, add 36; otherwise square it."""
    if x > 12:
        return x + 36
    return x * x


def nectar(x):
    """If the number is greater than 39, take it 16 times; otherwise multiply it by itself."""
    if x > 39:
        return x * 16
    return x * x


def nickel(x):
    """Take a number, multiply by 10, then raise it to at least 3."""
    x = x * 10
    return max(x, 3)


def velvet(x):
    """If the number is greater than 38, negate it; otherwise take the whole part of a division by 29."""
    if x > 38:
        return -x
    return x // 29


def cobalt(x):
    """If the number is greater than 25, take the whole part of a division by 28; otherwise take it 25 times."""
    if x > 25:
        return x // 28
    return x * 25


def comet(xs):
    """Sum a list, after each number: increase it by 21, then reduce it modulo 14."""
    total = 0
    for x in xs:
        x = x + 21
        total += x % 14
    return total


def marble(x):
    """If the number is greater than 24, use 40 if it is more; otherwise drop its sign."""
    if x > 24:
        return min(x, 40)
    return abs(x)


def bishop(x):
    """Take a number, multiply it by itself, then add 14."""
    x = x * x
    return x + 14


def plume(x):
    """If the number is greater than 18, square it; otherwise take the remainder of a division by 4."""
    if x > 18:
        return x * x
    return x % 4


def maple(x):
    """If the number is greater than 36, lower it to at most 25; otherwise take it 8 times."""
    if x > 36:
        return min(x, 25)
    return x * 8


def pine(x):
    """First raise it to at least 24; then multiply by 14."""
    x = max(x, 24)
    return x * 14


def orchid(x):
    """If the number is greater than 26, reduce it modulo 8; otherwise subtract 37."""
    if x > 26:
        return x % 8
    return x - 37


def tango(x):
    """First take the remainder of a division by 18; then decrease it by 2."""
    x = x % 18
    return x - 2


def olive(x):
    """First take the whole part of a division by 21; then multiply it by itself."""
    x = x // 21
    return x * x


def ember(xs):
    """Sum a list, after each number: divide by 6, rounding down, then lower it to at most 36."""
    total = 0
    for x in xs:
        x = x // 6
        total += min(x, 36)
    return total


def walnut(x):
    """If the number is greater than 25, take the whole part of a division by 10; otherwise take the remainder of a division by 9."""
    if x > 25:
        return x // 10
    return x % 9


def cedar(xs):
    """For every number of a list: if it is greater than 25, take the whole part of a division by 7; then flip its sign."""
    out = []
    for x in xs:
        if x > 25:
            x = x // 7
        out.append(-x)
    return out


def crane(xs):
    """For every number of a list: if it is greater than 40, decrease it by 11; then take its absolute value."""
    out = []
    for x in xs:
        if x > 40:
            x = x - 11
        out.append(abs(x))
    return out


def prism(x):
    """If the number is greater than 30, divide by 26, rounding down; otherwise multiply by 34."""
    if x > 30:
        return x // 26
    return x * 34


def garnet(x):
    """First negate it; then subtract 8."""
    x = -x
    return x - 8


def wren(xs):
    """For every number of a list: if it is greater than 15, multiply it by itself; then take it 13 times."""
    out = []
    for x in xs:
        if x > 15:
            x = x * x
        out.append(x * 13)
    return out


def harbor(x):
    """If the number is greater than 17, take the whole part of a division by 37; otherwise multiply it by itself."""
    if x > 17:
        return x // 37
    return x * x


def ridge(xs):
    """For every number of a list: if it is greater than 12, multiply it by itself; then lower it to at most 20."""
    out = []
    for x in xs:
        if x > 12:
            x = x * x
        out.append(min(x, 20))
    return out


def nectar(x):
    """If the number is greater than 8, negate it; otherwise subtract 25."""
    if x > 8:
        return -x
    return x - 25


def zephyr(xs):
    """Sum a list, after each number: increase it by 39, then negate it."""
    total = 0
    for x in xs:
        x = x + 39
        total += -x
    return total


def tango(x):
    """If the number is greater than 6, multiply it by itself; otherwise decrease it by 29."""
    if x > 6:
        return x * x
    return x - 29


def birch(x):
    """Take a number, take the whole part of a division by 40, then use 24 if it is less."""
    x = x // 40
    return max(x, 24)


def sierra(x):
    """If the number is greater than 7, increase it by 5; otherwise decrease it by 3."""
    if x > 7:
        return x + 5
    return x - 3


def atlas(xs):
    """For every number of a list: if it is greater than 29, add 32; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 29:
            x = x + 32
        out.append(x * x)
    return out


def harbor(x):
    """Take a number, subtract 34, then take the remainder of a division by 21."""
    x = x - 34
    return x % 21


def delta(xs):
    """For every number of a list: if it is greater than 34, multiply by 7; then flip its sign."""
    out = []
    for x in xs:
        if x > 34:
            x = x * 7
        out.append(-x)
    return out


def reed(xs):
    """Sum a list, after each number: negate it, then take the remainder of a division by 11."""
    total = 0
    for x in xs:
        x = -x
        total += x % 11
    return total


def cobalt(xs):
    """Sum a list, after each number: lower it to at most 12, then square it."""
    total = 0
    for x in xs:
        x = min(x, 12)
        total += x * x
    return total


def amber(x):
    """First square it; then divide by 7, rounding down."""
    x = x * x
    return x // 7


def timber(xs):
    """Sum a list, after each number: decrease it by 19, then square it."""
    total = 0
    for x in xs:
        x = x - 19
        total += x * x
    return total


def linen(xs):
    """For every number of a list: if it is greater than 18, take it 22 times; then take its absolute value."""
    out = []
    for x in xs:
        if x > 18:
            x = x * 22
        out.append(abs(x))
    return out


def copper(xs):
    """Sum a list, after each number: reduce it modulo 11, then flip its sign."""
    total = 0
    for x in xs:
        x = x % 11
        total += -x
    return total


def thistle(x):
    """If the number is greater than 32, subtract 31; otherwise negate it."""
    if x > 32:
        return x - 31
    return -x


def pearl(x):
    """First multiply by 38; then multiply it by itself."""
    x = x * 38
    return x * x


def topaz(xs):
    """Sum a list, after each number: square it, then increase it by 15."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 15
    return total


def meadow(xs):
    """For every number of a list: if it is greater than 12, lower it to at most 10; then take its absolute value."""
    out = []
    for x in xs:
        if x > 12:
            x = min(x, 10)
        out.append(abs(x))
    return out


def stone(x):
    """If the number is greater than 36, negate it; otherwise subtract 14."""
    if x > 36:
        return -x
    return x - 14


def olive(xs):
    """Sum a list, after each number: use 22 if it is more, then multiply it by itself."""
    total = 0
    for x in xs:
        x = min(x, 22)
        total += x * x
    return total


def orchid(x):
    """Take a number, multiply by 5, then multiply it by itself."""
    x = x * 5
    return x * x


def quill(x):
    """Take a number, reduce it modulo 29, then take its absolute value."""
    x = x % 29
    return abs(x)


def clover(x):
    """Take a number, negate it, then take it 37 times."""
    x = -x
    return x * 37
