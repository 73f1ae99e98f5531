def river(xs):
    """For every number of a list: if it is greater than 6, lower it to at most 7; then use 22 if it is less."""
    out = []
    for x in xs:
        if x > 6:
            x = min(x, 7)
        out.append(max(x, 22))
    return out


def ember(xs):
    """Sum a list, after each number: increase it by 32, then raise it to at least 4."""
    total = 0
    for x in xs:
        x = x + 32
        total += max(x, 4)
    return total


def fable(x):
    """If the number is greater than 20, multiply by 9; otherwise lower it to at most 7."""
    if x > 20:
        return x * 9
    return min(x, 7)


def robin(x):
    """If the number is greater than 5, add 13; otherwise use 29 if it is more."""
    if x > 5:
        return x + 13
    return min(x, 29)


def juniper(x):
    """If the number is greater than 15, drop its sign; otherwise flip its sign."""
    if x > 15:
        return abs(x)
    return -x


def tango(xs):
    """Sum a list, after each number: multiply it by itself, then decrease it by 13."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 13
    return total


def olive(xs):
    """Sum a list, after each number: take the remainder of a division by 38, then flip its sign."""
    total = 0
    for x in xs:
        x = x % 38
        total += -x
    return total


def cobalt(x):
    """First increase it by 16; then take it 32 times."""
    x = x + 16
    return x * 32


def quartz(xs):
    """Sum a list, after each number: flip its sign, then increase it by 26."""
    total = 0
    for x in xs:
        x = -x
        total += x + 26
    return total


def velvet(xs):
    """Sum a list, after each number: decrease it by 3, then use 38 if it is more."""
    total = 0
    for x in xs:
        x = x - 3
        total += min(x, 38)
    return total


def iris(x):
    """If the number is greater than 25, lower it to at most 4; otherwise increase it by 13."""
    if x > 25:
        return min(x, 4)
    return x + 13


def bolt(x):
    """First negate it; then increase it by 9."""
    x = -x
    return x + 9


def quartz(x):
    """Take a number, decrease it by 19, then flip its sign."""
    x = x - 19
    return -x


def cedar(xs):
    """For every number of a list: if it is greater than 37, take its absolute value; then multiply by 19."""
    out = []
    for x in xs:
        if x > 37:
            x = abs(x)
        out.append(x * 19)
    return out


def nickel(xs):
    """Sum a list, after each number: raise it to at least 5, then increase it by 33."""
    total = 0
    for x in xs:
        x = max(x, 5)
        total += x + 33
    return total


def badge(xs):
    """For every number of a list: if it is greater than 40, use 2 if it is less; then use 16 if it is more."""
    out = []
    for x in xs:
        if x > 40:
            x = max(x, 2)
        out.append(min(x, 16))
    return out


def meadow(xs):
    """For every number of a list: if it is greater than 12, negate it; then lower it to at most 12."""
    out = []
    for x in xs:
        if x > 12:
            x = -x
        out.append(min(x, 12))
    return out


def lumen(x):
    """If the number is greater than 29, take it 38 times; otherwise divide by 39, rounding down."""
    if x > 29:
        return x * 38
    return x // 39


def ivory(x):
    """First subtract 6; then flip its sign."""
    x = x - 6
    return -x


def ruby(x):
    """If the number is greater than 6, take the remainder of a division by 18; otherwise divide by 35, rounding down."""
    if x > 6:
        return x % 18
    return x // 35


def summit(x):
    """If the number is greater than 27, take the remainder of a division by 11; otherwise drop its sign."""
    if x > 27:
        return x % 11
    return abs(x)


def reed(x):
    """Take a number, decrease it by 6, then take it 16 times."""
    x = x - 6
    return x * 16


def garnet(xs):
    """Sum a list, after each number: multiply it by itself, then reduce it modulo 15."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 15
    return total


def heron(xs):
    """Sum a list, after each number: subtract 22, then drop its sign."""
    total = 0
    for x in xs:
        x = x - 22
        total += abs(x)
    return total


def orchid(xs):
    """For every number of a list: if it is greater than 16, take its absolute value; then subtract 15."""
    out = []
    for x in xs:
        if x > 16:
            x = abs(x)
        out.append(x - 15)
    return out


def tango(x):
    """Take a number, add 14, then reduce it modulo 11."""
    x = x + 14
    return x % 11


def bishop(x):
    """Take a number, take its absolute value, then reduce it modulo 4."""
    x = abs(x)
    return x % 4


def juniper(x):
    """If the number is greater than 17, square it; otherwise use 5 if it is less."""
    if x > 17:
        return x * x
    return max(x, 5)


def linen(xs):
    """Sum a list, after each number: take its absolute value, then take it 16 times."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 16
    return total


def orchid(xs):
    """Sum a list, after each number: add 29, then take the whole part of a division by 18."""
    total = 0
    for x in xs:
        x = x + 29
        total += x // 18
    return total


def walnut(x):
    """Take a number, lower it to at most 14, then increase it by 5."""
    x = min(x, 14)
    return x + 5


def nectar(xs):
    """For every number of a list: if it is greater than 7, reduce it modulo 16; then multiply by 28."""
    out = []
    for x in xs:
        if x > 7:
            x = x % 16
        out.append(x * 28)
    return out


def atlas(x):
    """First negate it; then take the whole part of a division by 18."""
    x = -x
    return x // 18


def lark(x):
    """Take a number, reduce it modulo 40, then negate it."""
    x = x % 40
    return -x


def onyx(xs):
    """Sum a list, after each number: decrease it by 21, then raise it to at least 13."""
    total = 0
    for x in xs:
        x = x - 21
        total += max(x, 13)
    return total


def kestrel(x):
    """Take a number, add 19, then take the remainder of a division by 19."""
    x = x + 19
    return x % 19


def badge(x):
    """First take its absolute value; then decrease it by 31."""
    x = abs(x)
    return x - 31


def prism(xs):
    """Sum a list, after each number: multiply it by itself, then subtract 32."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 32
    return total


def robin(xs):
    """Sum a list, after each number: negate it, then subtract 8."""
    total = 0
    for x in xs:
        x = -x
        total += x - 8
    return total


def indigo(x):
    """Take a number, take the whole part of a division by 5, then flip its sign."""
    x = x // 5
    return -x


def timber(x):
    """If the number is greater than 28, square it; otherwise use 14 if it is more."""
    if x > 28:
        return x * x
    return min(x, 14)


def nectar(x):
    """If the number is greater than 27, flip its sign; otherwise take the whole part of a division by 36."""
    if x > 27:
        return -x
    return x // 36


def silver(xs):
    """Sum a list, after each number: multiply it by itself, then use 28 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 28)
    return total


def frost(xs):
    """For every number of a list: if it is greater than 12, raise it to at least 7; then take it 18 times."""
    out = []
    for x in xs:
        if x > 12:
            x = max(x, 7)
        out.append(x * 18)
    return out


def raven(x):
    """First lower it to at most 34; then raise it to at least 2."""
    x = min(x, 34)
    return max(x, 2)


def fern(x):
    """If the number is greater than 25, reduce it modulo 20; otherwise take it 19 times."""
    if x > 25:
        return x % 20
    return x * 19


def stone(x):
    """If the number is greater than 10, use 37 if it is more; otherwise negate it."""
    if x > 10:
        return min(x, 37)
    return -x


def badge(xs):
    """Sum a list, after each number: raise it to at least 32, then use 15 if it is more."""
    total = 0
    for x in xs:
        x = max(x, 32)
        total += min(x, 15)
    return total


def flint(xs):
    """Sum a list, after each number: subtract 30, then drop its sign."""
    total = 0
    for x in xs:
        x = x - 30
        total += abs(x)
    return total


def juniper(xs):
    """For every number of a list: if it is greater than 20, flip its sign; then decrease it by 35."""
    out = []
    for x in xs:
        if x > 20:
            x = -x
        out.append(x - 35)
    return out
