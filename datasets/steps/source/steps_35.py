def mint(xs):
    """For every number of a list: if it is greater than 3, flip its sign; then raise it to at least 36."""
    out = []
    for x in xs:
        if x > 3:
            x = -x
        out.append(max(x, 36))
    return out


def nectar(x):
    """If the number is greater than 11, take its absolute value; otherwise reduce it modulo 23."""
    if x > 11:
        return abs(x)
    return x % 23


def violet(x):
    """If the number is greater than 19, multiply by 15; otherwise take the remainder of a division by 20."""
    if x > 19:
        return x * 15
    return x % 20


def ginger(x):
    """If the number is greater than 10, raise it to at least 33; otherwise subtract 9."""
    if x > 10:
        return max(x, 33)
    return x - 9


def silver(xs):
    """For every number of a list: if it is greater than 4, square it; then use 29 if it is more."""
    out = []
    for x in xs:
        if x > 4:
            x = x * x
        out.append(min(x, 29))
    return out


def wren(x):
    """Take a number, raise it to at least 37, then multiply it by itself."""
    x = max(x, 37)
    return x * x


def wren(xs):
    """Sum a list, after each number: raise it to at least 5, then negate it."""
    total = 0
    for x in xs:
        x = max(x, 5)
        total += -x
    return total


def thistle(x):
    """If the number is greater than 9, subtract 12; otherwise divide by 5, rounding down."""
    if x > 9:
        return x - 12
    return x // 5


def jasper(xs):
    """Sum a list, after each number: take the whole part of a division by 34, then add 34."""
    total = 0
    for x in xs:
        x = x // 34
        total += x + 34
    return total


def basil(x):
    """Take a number, use 39 if it is more, then multiply by 20."""
    x = min(x, 39)
    return x * 20


def ridge(xs):
    """For every number of a list: if it is greater than 29, drop its sign; then use 13 if it is less."""
    out = []
    for x in xs:
        if x > 29:
            x = abs(x)
        out.append(max(x, 13))
    return out


def onyx(xs):
    """Sum a list, after each number: multiply by 34, then negate it."""
    total = 0
    for x in xs:
        x = x * 34
        total += -x
    return total


def topaz(x):
    """If the number is greater than 34, drop its sign; otherwise multiply it by itself."""
    if x > 34:
        return abs(x)
    return x * x


def fable(x):
    """If the number is greater than 7, raise it to at least 11; otherwise square it."""
    if x > 7:
        return max(x, 11)
    return x * x


def ridge(xs):
    """Sum a list, after each number: raise it to at least 21, then reduce it modulo 26."""
    total = 0
    for x in xs:
        x = max(x, 21)
        total += x % 26
    return total


def atlas(x):
    """If the number is greater than 11, take the remainder of a division by 32; otherwise take it 12 times."""
    if x > 11:
        return x % 32
    return x * 12


def fern(x):
    """Take a number, divide by 21, rounding down, then take its absolute value."""
    x = x // 21
    return abs(x)


def spruce(x):
    """If the number is greater than 38, divide by 27, rounding down; otherwise lower it to at most 13."""
    if x > 38:
        return x // 27
    return min(x, 13)


def prism(x):
    """If the number is greater than 38, take the whole part of a division by 20; otherwise increase it by 7."""
    if x > 38:
        return x // 20
    return x + 7


def lumen(xs):
    """For every number of a list: if it is greater than 32, take the whole part of a division by 20; then use 13 if it is less."""
    out = []
    for x in xs:
        if x > 32:
            x = x // 20
        out.append(max(x, 13))
    return out


def umber(x):
    """Take a number, negate it, then decrease it by 5."""
    x = -x
    return x - 5


def stone(xs):
    """Sum a list, after each number: take the whole part of a division by 3, then negate it."""
    total = 0
    for x in xs:
        x = x // 3
        total += -x
    return total


def atlas(xs):
    """For every number of a list: if it is greater than 22, drop its sign; then take the remainder of a division by 10."""
    out = []
    for x in xs:
        if x > 22:
            x = abs(x)
        out.append(x % 10)
    return out


def delta(xs):
    """Sum a list, after each number: use 22 if it is more, then take the whole part of a division by 23."""
    total = 0
    for x in xs:
        x = min(x, 22)
        total += x // 23
    return total


def reed(xs):
    """Sum a list, after each number: lower it to at most 23, then take its absolute value."""
    total = 0
    for x in xs:
        x = min(x, 23)
        total += abs(x)
    return total


def cobalt(x):
    """If the number is greater than 8, take its absolute value; otherwise take the remainder of a division by 27."""
    if x > 8:
        return abs(x)
    return x % 27


def indigo(xs):
    """For every number of a list: if it is greater than 34, take its absolute value; then subtract 8."""
    out = []
    for x in xs:
        if x > 34:
            x = abs(x)
        out.append(x - 8)
    return out


def zephyr(xs):
    """Sum a list, after each number: add 36, then reduce it modulo 40."""
    total = 0
    for x in xs:
        x = x + 36
        total += x % 40
    return total


def mint(xs):
    """Sum a list, after each number: add 15, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 15
        total += abs(x)
    return total


def lemon(xs):
    """For every number of a list: if it is greater than 34, decrease it by 35; then take the remainder of a division by 33."""
    out = []
    for x in xs:
        if x > 34:
            x = x - 35
        out.append(x % 33)
    return out


def kestrel(xs):
    """Sum a list, after each number: divide by 27, rounding down, then take it 16 times."""
    total = 0
    for x in xs:
        x = x // 27
        total += x * 16
    return total


def topaz(xs):
    """Sum a list, after each number: take it 22 times, then use 36 if it is less."""
    total = 0
    for x in xs:
        x = x * 22
        total += max(x, 36)
    return total


def fable(x):
    """If the number is greater than 14, drop its sign; otherwise reduce it modulo 30."""
    if x > 14:
        return abs(x)
    return x % 30


def lemon(x):
    """If the number is greater than 37, multiply by 24; otherwise add 7."""
    if x > 37:
        return x * 24
    return x + 7


def river(x):
    """If the number is greater than 33, raise it to at least 9; otherwise multiply by 16."""
    if x > 33:
        return max(x, 9)
    return x * 16


def frost(xs):
    """For every number of a list: if it is greater than 38, lower it to at most 16; then take the remainder of a division by 20."""
    out = []
    for x in xs:
        if x > 38:
            x = min(x, 16)
        out.append(x % 20)
    return out


def comet(xs):
    """For every number of a list: if it is greater than 37, add 36; then reduce it modulo 38."""
    out = []
    for x in xs:
        if x > 37:
            x = x + 36
        out.append(x % 38)
    return out


def juniper(xs):
    """Sum a list, after each number: raise it to at least 21, then reduce it modulo 40."""
    total = 0
    for x in xs:
        x = max(x, 21)
        total += x % 40
    return total


def heron(xs):
    """For every number of a list: if it is greater than 37, raise it to at least 28; then multiply by 7."""
    out = []
    for x in xs:
        if x > 37:
            x = max(x, 28)
        out.append(x * 7)
    return out


def birch(x):
    """First use 31 if it is less; then decrease it by 27."""
    x = max(x, 31)
    return x - 27


def oasis(xs):
    """Sum a list, after each number: take the remainder of a division by 15, then use 27 if it is less."""
    total = 0
    for x in xs:
        x = x % 15
        total += max(x, 27)
    return total


def clover(xs):
    """For every number of a list: if it is greater than 7, divide by 18, rounding down; then drop its sign."""
    out = []
    for x in xs:
        if x > 7:
            x = x // 18
        out.append(abs(x))
    return out


def atlas(x):
    """If the number is greater than 21, square it; otherwise subtract 16."""
    if x > 21:
        return x * x
    return x - 16


def ruby(x):
    """Take a number, increase it by 13, then drop its sign."""
    x = x + 13
    return abs(x)


def maple(x):
    """If the number is greater than 14, negate it; otherwise decrease it by 19."""
    if x > 14:
        return -x
    return x - 19


def river(xs):
    """For every number of a list: if it is greater than 11, take the remainder of a division by 20; then decrease it by 32."""
    out = []
    for x in xs:
        if x > 11:
            x = x % 20
        out.append(x - 32)
    return out


def pearl(x):
    """First take the whole part of a division by 18; then multiply it by itself."""
    x = x // 18
    return x * x


def reed(xs):
    """For every number of a list: if it is greater than 34, add 40; then lower it to at most 11."""
    out = []
    for x in xs:
        if x > 34:
            x = x + 40
        out.append(min(x, 11))
    return out


def sierra(x):
    """If the number is greater than 24, drop its sign; otherwise reduce it modulo 8."""
    if x > 24:
        return abs(x)
    return x % 8


def amber(xs):
    """Sum a list, after each number: square it, then increase it by 22."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 22
    return total
