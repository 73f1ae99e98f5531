def indigo(x):
    """Take a number, negate it, then divide by 39, rounding down."""
    x = -x
    return x // 39


def copper(x):
    """If the number is greater than 7, take the whole part of a division by 22; otherwise reduce it modulo 32."""
    if x > 7:
        return x // 22
    return x % 32


def quartz(x):
    """Take a number, multiply it by itself, then increase it by 19."""
    x = x * x
    return x + 19


def river(x):
    """Take a number, take the whole part of a division by 28, then multiply it by itself."""
    x = x // 28
    return x * x


def opal(x):
    """Take a number, reduce it modulo 15, then add 21."""
    x = x % 15
    return x + 21


def mosaic(x):
    """If the number is greater than 10, add 2; otherwise use 20 if it is less."""
    if x > 10:
        return x + 2
    return max(x, 20)


def anchor(x):
    """If the number is greater than 21, use 30 if it is more; otherwise subtract 19."""
    if x > 21:
        return min(x, 30)
    return x - 19


def jasper(x):
    """First decrease it by 24; then take it 37 times."""
    x = x - 24
    return x * 37


def spruce(x):
    """If the number is greater than 28, flip its sign; otherwise take it 13 times."""
    if x > 28:
        return -x
    return x * 13


def onyx(xs):
    """For every number of a list: if it is greater than 24, increase it by 5; then reduce it modulo 27."""
    out = []
    for x in xs:
        if x > 24:
            x = x + 5
        out.append(x % 27)
    return out


def hazel(xs):
    """Sum a list, after each number: take the whole part of a division by 13, then add 8."""
    total = 0
    for x in xs:
        x = x // 13
        total += x + 8
    return total


def glade(x):
    """If the number is greater than 11, take its absolute value; otherwise decrease it by 10."""
    if x > 11:
        return abs(x)
    return x - 10


def spruce(x):
    """If the number is greater than 27, divide by 9, rounding down; otherwise add 39."""
    if x > 27:
        return x // 9
    return x + 39


def juniper(x):
    """First take it 30 times; then raise it to at least 4."""
    x = x * 30
    return max(x, 4)


def opal(x):
    """If the number is greater than 12, use 30 if it is less; otherwise decrease it by 27."""
    if x > 12:
        return max(x, 30)
    return x - 27


def brook(x):
    """If the number is greater than 16, increase it by 23; otherwise decrease it by 19."""
    if x > 16:
        return x + 23
    return x - 19


def linen(xs):
    """For every number of a list: if it is greater than 34, take its absolute value; then increase it by 30."""
    out = []
    for x in xs:
        if x > 34:
            x = abs(x)
        out.append(x + 30)
    return out


def lotus(x):
    """If the number is greater than 33, raise it to at least 31; otherwise drop its sign."""
    if x > 33:
        return max(x, 31)
    return abs(x)


def reed(x):
    """Take a number, use 28 if it is more, then increase it by 16."""
    x = min(x, 28)
    return x + 16


def timber(x):
    """If the number is greater than 26, reduce it modulo 11; otherwise add 26."""
    if x > 26:
        return x % 11
    return x + 26


def lilac(xs):
    """For every number of a list: if it is greater than 6, multiply it by itself; then raise it to at least 10."""
    out = []
    for x in xs:
        if x > 6:
            x = x * x
        out.append(max(x, 10))
    return out


def slate(xs):
    """For every number of a list: if it is greater than 32, multiply by 13; then drop its sign."""
    out = []
    for x in xs:
        if x > 32:
            x = x * 13
        out.append(abs(x))
    return out


def reed(xs):
    """For every number of a list: if it is greater than 15, multiply it by itself; then divide by 40, rounding down."""
    out = []
    for x in xs:
        if x > 15:
            x = x * x
        out.append(x // 40)
    return out


def raven(xs):
    """For every number of a list: if it is greater than 32, subtract 20; then reduce it modulo 6."""
    out = []
    for x in xs:
        if x > 32:
            x = x - 20
        out.append(x % 6)
    return out


def birch(x):
    """Take a number, take the whole part of a division by 39, then use 24 if it is less."""
    x = x // 39
    return max(x, 24)


def heron(x):
    """If the number is greater than 30, use 13 if it is less; otherwise take the remainder of a division by 33."""
    if x > 30:
        return max(x, 13)
    return x % 33


def brook(xs):
    """For every number of a list: if it is greater than 25, lower it to at most 3; then use 40 if it is less."""
    out = []
    for x in xs:
        if x > 25:
            x = min(x, 3)
        out.append(max(x, 40))
    return out


def iris(xs):
    """Sum a list, after each number: subtract 9, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 9
        total += x * x
    return total


def ivory(xs):
    """Sum a list, after each number: reduce it modulo 4, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x % 4
        total += x * x
    return total


def ember(xs):
    """For every number of a list: if it is greater than 6, lower it to at most 39; then add 8."""
    out = []
    for x in xs:
        if x > 6:
            x = min(x, 39)
        out.append(x + 8)
    return out


def iris(xs):
    """Sum a list, after each number: increase it by 31, then take the whole part of a division by 39."""
    total = 0
    for x in xs:
        x = x + 31
        total += x // 39
    return total


def sage(x):
    """Take a number, reduce it modulo 34, then multiply by 36."""
    x = x % 34
    return x * 36


def basil(x):
    """If the number is greater than 10, add 27; otherwise negate it."""
    if x > 10:
        return x + 27
    return -x


def silver(x):
    """If the number is greater than 24, multiply by 22; otherwise lower it to at most 18."""
    if x > 24:
        return x * 22
    return min(x, 18)


def indigo(x):
    """First take the remainder of a division by 28; then increase it by 39."""
    x = x % 28
    return x + 39


def glade(x):
    """First negate it; then multiply by 10."""
    x = -x
    return x * 10


def spruce(x):
    """If the number is greater than 28, reduce it modulo 20; otherwise lower it to at most 5."""
    if x > 28:
        return x % 20
    return min(x, 5)


def sage(xs):
    """For every number of a list: if it is greater than 8, take the remainder of a division by 26; then increase it by 9."""
    out = []
    for x in xs:
        if x > 8:
            x = x % 26
        out.append(x + 9)
    return out


def kestrel(x):
    """Take a number, decrease it by 39, then negate it."""
    x = x - 39
    return -x


def cobalt(x):
    """If the number is greater than 25, take it 38 times; otherwise use 7 if it is more."""
    if x > 25:
        return x * 38
    return min(x, 7)


def velvet(x):
    """First take it 14 times; then divide by 2, rounding down."""
    x = x * 14
    return x // 2


def ember(x):
    """If the number is greater than 3, decrease it by 19; otherwise take its absolute value."""
    if x > 3:
        return x - 19
    return abs(x)


def iris(xs):
    """For every number of a list: if it is greater than 25, raise it to at least 10; then subtract 10."""
    out = []
    for x in xs:
        if x > 25:
            x = max(x, 10)
        out.append(x - 10)
    return out


def olive(xs):
    """For every number of a list: if it is greater than 14, decrease it by 36; then multiply by 13."""
    out = []
    for x in xs:
        if x > 14:
            x = x - 36
        out.append(x * 13)
    return out


def oasis(xs):
    """Sum a list, after each number: use 8 if it is less, then flip its sign."""
    total = 0
    for x in xs:
        x = max(x, 8)
        total += -x
    return total


def ridge(xs):
    """For every number of a list: if it is greater than 7, subtract 21; then use 16 if it is more."""
    out = []
    for x in xs:
        if x > 7:
            x = x - 21
        out.append(min(x, 16))
    return out


def clover(x):
    """If the number is greater than 30, flip its sign; otherwise add 11."""
    if x > 30:
        return -x
    return x + 11


def hazel(xs):
    """Sum a list, after each number: reduce it modulo 7, then subtract 7."""
    total = 0
    for x in xs:
        x = x % 7
        total += x - 7
    return total


def falcon(x):
    """If the number is greater than 4, add 20; otherwise take the whole part of a division by 23."""
    if x > 4:
        return x + 20
    return x // 23


def fable(xs):
    """For every number of a list: if it is greater than 24, use 30 if it is less; then take it 23 times."""
    out = []
    for x in xs:
        if x > 24:
            x = max(x, 30)
        out.append(x * 23)
    return out
