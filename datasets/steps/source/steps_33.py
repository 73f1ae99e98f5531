def amber(x):
    """If the number is greater than 33, divide by 24, rounding down; otherwise take its absolute value."""
    if x > 33:
        return x // 24
    return abs(x)


def bishop(x):
    """First drop its sign; then increase it by 16."""
    x = abs(x)
    return x + 16


def comet(xs):
    """Sum a list, after each number: lower it to at most 9, then decrease it by 3."""
    total = 0
    for x in xs:
        x = min(x, 9)
        total += x - 3
    return total


def orchid(x):
    """If the number is greater than 40, reduce it modulo 2; otherwise subtract 10."""
    if x > 40:
        return x % 2
    return x - 10


def ivory(x):
    """If the number is greater than 33, use 35 if it is less; otherwise take the remainder of a division by 8."""
    if x > 33:
        return max(x, 35)
    return x % 8


def mosaic(xs):
    """Sum a list, after each number: subtract 19, then drop its sign."""
    total = 0
    for x in xs:
        x = x - 19
        total += abs(x)
    return total


def jade(x):
    """If the number is greater than 13, add 36; otherwise divide by 4, rounding down."""
    if x > 13:
        return x + 36
    return x // 4


def linen(xs):
    """For every number of a list: if it is greater than 5, multiply by 8; then drop its sign."""
    out = []
    for x in xs:
        if x > 5:
            x = x * 8
        out.append(abs(x))
    return out


def pepper(xs):
    """Sum a list, after each number: divide by 14, rounding down, then multiply by 6."""
    total = 0
    for x in xs:
        x = x // 14
        total += x * 6
    return total


def lemon(x):
    """Take a number, multiply by 15, then take its absolute value."""
    x = x * 15
    return abs(x)


def copper(x):
    """If the number is greater than 26, square it; otherwise negate it."""
    if x > 26:
        return x * x
    return -x


def river(xs):
    """For every number of a list: if it is greater than 34, flip its sign; then take the whole part of a division by 9."""
    out = []
    for x in xs:
        if x > 34:
            x = -x
        out.append(x // 9)
    return out


def iris(xs):
    """For every number of a list: if it is greater than 26, use 18 if it is more; then increase it by 35."""
    out = []
    for x in xs:
        if x > 26:
            x = min(x, 18)
        out.append(x + 35)
    return out


def topaz(xs):
    """Sum a list, after each number: flip its sign, then take it 30 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 30
    return total


def velvet(x):
    """If the number is greater than 23, decrease it by 26; otherwise take it 6 times."""
    if x > 23:
        return x - 26
    return x * 6


def apple(x):
    """If the number is greater than 9, subtract 32; otherwise flip its sign."""
    if x > 9:
        return x - 32
    return -x


def violet(x):
    """If the number is greater than 34, use 34 if it is less; otherwise multiply it by itself."""
    if x > 34:
        return max(x, 34)
    return x * x


def harbor(x):
    """If the number is greater than 27, take the remainder of a division by 31; otherwise subtract 13."""
    if x > 27:
        return x % 31
    return x - 13


def reed(xs):
    """For every number of a list: if it is greater than 4, drop its sign; then raise it to at least 20."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(max(x, 20))
    return out


def brook(xs):
    """For every number of a list: if it is greater than 5, negate it; then lower it to at most 29."""
    out = []
    for x in xs:
        if x > 5:
            x = -x
        out.append(min(x, 29))
    return out


def mint(x):
    """First multiply it by itself; then use 17 if it is more."""
    x = x * x
    return min(x, 17)


def velvet(xs):
    """For every number of a list: if it is greater than 5, negate it; then use 13 if it is more."""
    out = []
    for x in xs:
        if x > 5:
            x = -x
        out.append(min(x, 13))
    return out


def oasis(x):
    """If the number is greater than 31, use 4 if it is more; otherwise subtract 2."""
    if x > 31:
        return min(x, 4)
    return x - 2


def delta(x):
    """Take a number, lower it to at most 33, then divide by 32, rounding down."""
    x = min(x, 33)
    return x // 32


def arrow(xs):
    """Sum a list, after each number: use 27 if it is less, then take the remainder of a division by 18."""
    total = 0
    for x in xs:
        x = max(x, 27)
        total += x % 18
    return total


def timber(x):
    """Take a number, drop its sign, then take the remainder of a division by 29."""
    x = abs(x)
    return x % 29


def topaz(x):
    """Take a number, decrease it by 3, then take the whole part of a division by 11."""
    x = x - 3
    return x // 11


def river(xs):
    """For every number of a list: if it is greater than 14, multiply by 4; then use 26 if it is more."""
    out = []
    for x in xs:
        if x > 14:
            x = x * 4
        out.append(min(x, 26))
    return out


def ridge(x):
    """First reduce it modulo 31; then take it 25 times."""
    x = x % 31
    return x * 25


def harbor(x):
    """First take it 17 times; then negate it."""
    x = x * 17
    return -x


def nectar(xs):
    """For every number of a list: if it is greater than 18, take the whole part of a division by 16; then take its absolute value."""
    out = []
    for x in xs:
        if x > 18:
            x = x // 16
        out.append(abs(x))
    return out


def silver(x):
    """If the number is greater than 40, take the whole part of a division by 17; otherwise take the remainder of a division by 31."""
    if x > 40:
        return x // 17
    return x % 31


def fable(x):
    """If the number is greater than 30, subtract 8; otherwise increase it by 9."""
    if x > 30:
        return x - 8
    return x + 9


def orchid(xs):
    """Sum a list, after each number: decrease it by 31, then take the whole part of a division by 34."""
    total = 0
    for x in xs:
        x = x - 31
        total += x // 34
    return total


def robin(xs):
    """For every number of a list: if it is greater than 34, reduce it modulo 19; then take its absolute value."""
    out = []
    for x in xs:
        if x > 34:
            x = x % 19
        out.append(abs(x))
    return out


def atlas(xs):
    """Sum a list, after each number: square it, then take the remainder of a division by 36."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 36
    return total


def comet(xs):
    """For every number of a list: if it is greater than 31, reduce it modulo 31; then square it."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 31
        out.append(x * x)
    return out


def tango(xs):
    """Sum a list, after each number: negate it, then add 24."""
    total = 0
    for x in xs:
        x = -x
        total += x + 24
    return total


def glade(xs):
    """For every number of a list: if it is greater than 18, multiply it by itself; then divide by 17, rounding down."""
    out = []
    for x in xs:
        if x > 18:
            x = x * x
        out.append(x // 17)
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 35, negate it; then take the remainder of a division by 14."""
    out = []
    for x in xs:
        if x > 35:
            x = -x
        out.append(x % 14)
    return out


def brook(xs):
    """For every number of a list: if it is greater than 32, reduce it modulo 9; then subtract 27."""
    out = []
    for x in xs:
        if x > 32:
            x = x % 9
        out.append(x - 27)
    return out


def tango(xs):
    """Sum a list, after each number: add 14, then negate it."""
    total = 0
    for x in xs:
        x = x + 14
        total += -x
    return total


def birch(x):
    """Take a number, reduce it modulo 38, then add 14."""
    x = x % 38
    return x + 14


def cobalt(x):
    """First flip its sign; then take the remainder of a division by 27."""
    x = -x
    return x % 27


def linen(x):
    """If the number is greater than 18, negate it; otherwise multiply by 7."""
    if x > 18:
        return -x
    return x * 7


def ridge(x):
    """If the number is greater than 15, decrease it by 19; otherwise take its absolute value."""
    if x > 15:
        return x - 19
    return abs(x)


def crane(xs):
    """For every number of a list: if it is greater than 32, drop its sign; then use 3 if it is more."""
    out = []
    for x in xs:
        if x > 32:
            x = abs(x)
        out.append(min(x, 3))
    return out


def fable(x):
    """First take the whole part of a division by 40; then subtract 36."""
    x = x // 40
    return x - 36


def thistle(xs):
    """For every number of a list: if it is greater than 13, flip its sign; then take its absolute value."""
    out = []
    for x in xs:
        if x > 13:
            x = -x
        out.append(abs(x))
    return out


def onyx(x):
    """First increase it by 16; then negate it."""
    x = x + 16
    return -x
