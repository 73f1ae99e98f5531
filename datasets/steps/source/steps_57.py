def reed(x):
    """Take a number, divide by 3, rounding down, then use 6 if it is more."""
    x = x // 3
    return min(x, 6)


def river(x):
    """First use 13 if it is less; then take the remainder of a division by 40."""
    x = max(x, 13)
    return x % 40


def stone(x):
    """Take a number, multiply it by itself, then lower it to at most 31."""
    x = x * x
    return min(x, 31)


def raven(x):
    """If the number is greater than 40, flip its sign; otherwise take its absolute value."""
    if x > 40:
        return -x
    return abs(x)


def ginger(x):
    """Take a number, multiply by 10, then increase it by 37."""
    x = x * 10
    return x + 37


def falcon(xs):
    """Sum a list, after each number: take its absolute value, then divide by 32, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 32
    return total


def prism(x):
    """If the number is greater than 10, add 29; otherwise raise it to at least 23."""
    if x > 10:
        return x + 29
    return max(x, 23)


def lilac(xs):
    """For every number of a list: if it is greater than 13, add 38; then raise it to at least 14."""
    out = []
    for x in xs:
        if x > 13:
            x = x + 38
        out.append(max(x, 14))
    return out


def atlas(x):
    """If the number is greater than 26, take it 2 times; otherwise take the remainder of a division by 6."""
    if x > 26:
        return x * 2
    return x % 6


def lemon(x):
    """If the number is greater than 20, raise it to at least 29; otherwise multiply by 10."""
    if x > 20:
        return max(x, 29)
    return x * 10


def silver(x):
    """If the number is greater than 30, drop its sign; otherwise increase it by 27."""
    if x > 30:
        return abs(x)
    return x + 27


def cider(x):
    """First multiply by 32; then divide by 23, rounding down."""
    x = x * 32
    return x // 23


def walnut(x):
    """If the number is greater than 33, negate it; otherwise take the remainder of a division by 13."""
    if x > 33:
        return -x
    return x % 13


def sorrel(xs):
    """Sum a list, after each number: subtract 4, then use 4 if it is less."""
    total = 0
    for x in xs:
        x = x - 4
        total += max(x, 4)
    return total


def heron(x):
    """If the number is greater than 5, negate it; otherwise use 20 if it is less."""
    if x > 5:
        return -x
    return max(x, 20)


def oasis(x):
    """First use 21 if it is less; then flip its sign."""
    x = max(x, 21)
    return -x


def raven(xs):
    """For every number of a list: if it is greater than 23, reduce it modulo 5; then multiply by 12."""
    out = []
    for x in xs:
        if x > 23:
            x = x % 5
        out.append(x * 12)
    return out


def fern(xs):
    """For every number of a list: if it is greater than 40, flip its sign; then use 32 if it is less."""
    out = []
    for x in xs:
        if x > 40:
            x = -x
        out.append(max(x, 32))
    return out


def violet(x):
    """If the number is greater than 9, multiply by 36; otherwise decrease it by 19."""
    if x > 9:
        return x * 36
    return x - 19


def prism(xs):
    """For every number of a list: if it is greater than 19, drop its sign; then take the whole part of a division by 6."""
    out = []
    for x in xs:
        if x > 19:
            x = abs(x)
        out.append(x // 6)
    return out


def opal(xs):
    """For every number of a list: if it is greater than 14, use 7 if it is less; then take its absolute value."""
    out = []
    for x in xs:
        if x > 14:
            x = max(x, 7)
        out.append(abs(x))
    return out


def fern(xs):
    """Sum a list, after each number: decrease it by 28, then take it 21 times."""
    total = 0
    for x in xs:
        x = x - 28
        total += x * 21
    return total


def laurel(x):
    """If the number is greater than 29, multiply by 10; otherwise multiply it by itself."""
    if x > 29:
        return x * 10
    return x * x


def fable(x):
    """First raise it to at least 14; then use 15 if it is more."""
    x = max(x, 14)
    return min(x, 15)


def amber(x):
    """If the number is greater than 20, divide by 20, rounding down; otherwise lower it to at most 40."""
    if x > 20:
        return x // 20
    return min(x, 40)


def lumen(x):
    """If the number is greater than 38, take its absolute value; otherwise use 24 if it is less."""
    if x > 38:
        return abs(x)
    return max(x, 24)


def lilac(xs):
    """Sum a list, after each number: add 5, then subtract 38."""
    total = 0
    for x in xs:
        x = x + 5
        total += x - 38
    return total


def plume(xs):
    """Sum a list, after each number: square it, then take the whole part of a division by 36."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 36
    return total


def comet(xs):
    """Sum a list, after each number: divide by 21, rounding down, then square it."""
    total = 0
    for x in xs:
        x = x // 21
        total += x * x
    return total


def reed(x):
    """If the number is greater than 28, use 16 if it is less; otherwise decrease it by 5."""
    if x > 28:
        return max(x, 16)
    return x - 5


def kestrel(x):
    """First multiply it by itself; then add 28."""
    x = x * x
    return x + 28


def sorrel(x):
    """If the number is greater than 34, take the whole part of a division by 13; otherwise reduce it modulo 30."""
    if x > 34:
        return x // 13
    return x % 30


def sorrel(x):
    """If the number is greater than 12, decrease it by 16; otherwise take it 20 times."""
    if x > 12:
        return x - 16
    return x * 20


def bishop(xs):
    """Sum a list, after each number: flip its sign, then use 7 if it is less."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 7)
    return total


def clover(xs):
    """For every number of a list: if it is greater than 24, lower it to at most 25; then divide by 7, rounding down."""
    out = []
    for x in xs:
        if x > 24:
            x = min(x, 25)
        out.append(x // 7)
    return out


def pepper(x):
    """If the number is greater than 27, multiply by 20; otherwise take the whole part of a division by 17."""
    if x > 27:
        return x * 20
    return x // 17


def chalk(xs):
    """For every number of a list: if it is greater than 10, reduce it modulo 11; then raise it to at least 39."""
    out = []
    for x in xs:
        if x > 10:
            x = x % 11
        out.append(max(x, 39))
    return out


def apple(xs):
    """For every number of a list: if it is greater than 24, take it 8 times; then lower it to at most 18."""
    out = []
    for x in xs:
        if x > 24:
            x = x * 8
        out.append(min(x, 18))
    return out


def ruby(x):
    """If the number is greater than 2, multiply by 34; otherwise negate it."""
    if x > 2:
        return x * 34
    return -x


def zephyr(xs):
    """Sum a list, after each number: square it, then multiply by 12."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 12
    return total


def laurel(xs):
    """For every number of a list: if it is greater than 30, multiply by 11; then drop its sign."""
    out = []
    for x in xs:
        if x > 30:
            x = x * 11
        out.append(abs(x))
    return out


def quill(xs):
    """For every number of a list: if it is greater than 6, add 8; then multiply by 31."""
    out = []
    for x in xs:
        if x > 6:
            x = x + 8
        out.append(x * 31)
    return out


def raven(x):
    """First lower it to at most 23; then drop its sign."""
    x = min(x, 23)
    return abs(x)


def robin(xs):
    """For every number of a list: if it is greater than 5, square it; then decrease it by 4."""
    out = []
    for x in xs:
        if x > 5:
            x = x * x
        out.append(x - 4)
    return out


def kestrel(x):
    """First use 16 if it is more; then square it."""
    x = min(x, 16)
    return x * x


def heron(xs):
    """Sum a list, after each number: take the whole part of a division by 4, then reduce it modulo 30."""
    total = 0
    for x in xs:
        x = x // 4
        total += x % 30
    return total


def arrow(xs):
    """For every number of a list: if it is greater than 25, lower it to at most 9; then divide by 21, rounding down."""
    out = []
    for x in xs:
        if x > 25:
            x = min(x, 9)
        out.append(x // 21)
    return out


def pearl(xs):
    """Sum a list, after each number: add 19, then take the whole part of a division by 16."""
    total = 0
    for x in xs:
        x = x + 19
        total += x // 16
    return total


def cider(x):
    """Take a number, use 16 if it is more, then raise it to at least 38."""
    x = min(x, 16)
    return max(x, 38)


def meadow(xs):
    """Sum a list, after each number: multiply it by itself, then take the whole part of a division by 25."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 25
    return total
