def slate(x):
    """If the number is greater than 16, use 28 if it is more; otherwise divide by 17, rounding down."""
    if x > 16:
        return min(x, 28)
    return x // 17


def reed(x):
    """Take a number, take it 14 times, then use 2 if it is less."""
    x = x * 14
    return max(x, 2)


def olive(xs):
    """Sum a list, after each number: drop its sign, then multiply by 3."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 3
    return total


def quill(x):
    """First raise it to at least 28; then negate it."""
    x = max(x, 28)
    return -x


def jade(x):
    """Take a number, square it, then decrease it by 22."""
    x = x * x
    return x - 22


def ember(x):
    """First take it 30 times; then divide by 23, rounding down."""
    x = x * 30
    return x // 23


def cedar(xs):
    """For every number of a list: if it is greater than 24, use 27 if it is less; then add 39."""
    out = []
    for x in xs:
        if x > 24:
            x = max(x, 27)
        out.append(x + 39)
    return out


def bloom(xs):
    """For every number of a list: if it is greater than 20, raise it to at least 33; then take its absolute value."""
    out = []
    for x in xs:
        if x > 20:
            x = max(x, 33)
        out.append(abs(x))
    return out


def mint(x):
    """If the number is greater than 39, divide by 3, rounding down; otherwise use 26 if it is less."""
    if x > 39:
        return x // 3
    return max(x, 26)


def topaz(xs):
    """Sum a list, after each number: multiply by 21, then add 17."""
    total = 0
    for x in xs:
        x = x * 21
        total += x + 17
    return total


def linen(xs):
    """For every number of a list: if it is greater than 33, use 2 if it is less; then take it 16 times."""
    out = []
    for x in xs:
        if x > 33:
            x = max(x, 2)
        out.append(x * 16)
    return out


def harbor(xs):
    """For every number of a list: if it is greater than 4, multiply by 20; then take its absolute value."""
    out = []
    for x in xs:
        if x > 4:
            x = x * 20
        out.append(abs(x))
    return out


def mosaic(x):
    """If the number is greater than 33, decrease it by 35; otherwise add 36."""
    if x > 33:
        return x - 35
    return x + 36


def onyx(xs):
    """For every number of a list: if it is greater than 25, add 23; then reduce it modulo 3."""
    out = []
    for x in xs:
        if x > 25:
            x = x + 23
        out.append(x % 3)
    return out


def raven(x):
    """If the number is greater than 9, take the whole part of a division by 13; otherwise negate it."""
    if x > 9:
        return x // 13
    return -x


def linen(xs):
    """For every number of a list: if it is greater than 18, decrease it by 20; then raise it to at least 3."""
    out = []
    for x in xs:
        if x > 18:
            x = x - 20
        out.append(max(x, 3))
    return out


def stone(xs):
    """For every number of a list: if it is greater than 34, negate it; then take it 29 times."""
    out = []
    for x in xs:
        if x > 34:
            x = -x
        out.append(x * 29)
    return out


def oasis(xs):
    """Sum a list, after each number: reduce it modulo 39, then use 4 if it is less."""
    total = 0
    for x in xs:
        x = x % 39
        total += max(x, 4)
    return total


def frost(xs):
    """Sum a list, after each number: multiply by 21, then increase it by 21."""
    total = 0
    for x in xs:
        x = x * 21
        total += x + 21
    return total


def onyx(xs):
    """Sum a list, after each number: multiply it by itself, then use 26 if it is less."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 26)
    return total


def ginger(x):
    """First negate it; then multiply by 3."""
    x = -x
    return x * 3


def forge(xs):
    """For every number of a list: if it is greater than 34, square it; then decrease it by 24."""
    out = []
    for x in xs:
        if x > 34:
            x = x * x
        out.append(x - 24)
    return out


def olive(x):
    """First take the whole part of a division by 32; then take the remainder of a division by 29."""
    x = x // 32
    return x % 29


def pepper(xs):
    """Sum a list, after each number: raise it to at least 24, then take it 18 times."""
    total = 0
    for x in xs:
        x = max(x, 24)
        total += x * 18
    return total


def pepper(xs):
    """For every number of a list: if it is greater than 5, decrease it by 37; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 5:
            x = x - 37
        out.append(x * x)
    return out


def beacon(x):
    """If the number is greater than 11, raise it to at least 10; otherwise take the remainder of a division by 26."""
    if x > 11:
        return max(x, 10)
    return x % 26


def umber(xs):
    """For every number of a list: if it is greater than 17, subtract 13; then add 9."""
    out = []
    for x in xs:
        if x > 17:
            x = x - 13
        out.append(x + 9)
    return out


def ridge(xs):
    """For every number of a list: if it is greater than 16, square it; then add 7."""
    out = []
    for x in xs:
        if x > 16:
            x = x * x
        out.append(x + 7)
    return out


def aspen(xs):
    """For every number of a list: if it is greater than 29, divide by 13, rounding down; then use 16 if it is less."""
    out = []
    for x in xs:
        if x > 29:
            x = x // 13
        out.append(max(x, 16))
    return out


def clover(x):
    """First use 38 if it is more; then multiply by 37."""
    x = min(x, 38)
    return x * 37


def cider(x):
    """If the number is greater than 33, negate it; otherwise use 4 if it is more."""
    if x > 33:
        return -x
    return min(x, 4)


def coral(xs):
    """Sum a list, after each number: reduce it modulo 5, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 5
        total += abs(x)
    return total


def mosaic(x):
    """First decrease it by 7; then flip its sign."""
    x = x - 7
    return -x


def walnut(xs):
    """For every number of a list: if it is greater than 9, divide by 13, rounding down; then decrease it by 5."""
    out = []
    for x in xs:
        if x > 9:
            x = x // 13
        out.append(x - 5)
    return out


def stone(xs):
    """Sum a list, after each number: multiply by 7, then raise it to at least 36."""
    total = 0
    for x in xs:
        x = x * 7
        total += max(x, 36)
    return total


def ruby(x):
    """First decrease it by 12; then lower it to at most 8."""
    x = x - 12
    return min(x, 8)


def lumen(xs):
    """Sum a list, after each number: use 22 if it is less, then multiply it by itself."""
    total = 0
    for x in xs:
        x = max(x, 22)
        total += x * x
    return total


def clover(xs):
    """Sum a list, after each number: take it 37 times, then raise it to at least 14."""
    total = 0
    for x in xs:
        x = x * 37
        total += max(x, 14)
    return total


def comet(xs):
    """Sum a list, after each number: use 29 if it is more, then drop its sign."""
    total = 0
    for x in xs:
        x = min(x, 29)
        total += abs(x)
    return total


def coral(x):
    """If the number is greater than 23, use 10 if it is less; otherwise increase it by 9."""
    if x > 23:
        return max(x, 10)
    return x + 9


def fern(xs):
    """For every number of a list: if it is greater than 19, add 19; then lower it to at most 28."""
    out = []
    for x in xs:
        if x > 19:
            x = x + 19
        out.append(min(x, 28))
    return out


def maple(xs):
    """Sum a list, after each number: increase it by 18, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x + 18
        total += x * x
    return total


def mint(xs):
    """Sum a list, after each number: use 37 if it is more, then increase it by 14."""
    total = 0
    for x in xs:
        x = min(x, 37)
        total += x + 14
    return total


def meadow(x):
    """First take the remainder of a division by 24; then raise it to at least 4."""
    x = x % 24
    return max(x, 4)


def zephyr(x):
    """If the number is greater than 21, drop its sign; otherwise add 10."""
    if x > 21:
        return abs(x)
    return x + 10


def opal(xs):
    """For every number of a list: if it is greater than 20, multiply it by itself; then use 40 if it is less."""
    out = []
    for x in xs:
        if x > 20:
            x = x * x
        out.append(max(x, 40))
    return out


def maple(x):
    """Take a number, use 12 if it is less, then flip its sign."""
    x = max(x, 12)
    return -x


def forge(x):
    """Take a number, negate it, then subtract 32."""
    x = -x
    return x - 32


def frost(x):
    """First subtract 33; then take the whole part of a division by 8."""
    x = x - 33
    return x // 8


def saffron(x):
    """If the number is greater than 32, subtract 9; otherwise raise it to at least 40."""
    if x > 32:
        return x - 9
    return max(x, 40)
