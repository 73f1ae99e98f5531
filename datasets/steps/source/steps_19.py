def silver(x):
    """First negate it; then divide by 10, rounding down."""
    x = -x
    return x // 10


def arrow(x):
    """If the number is greater than 39, take the remainder of a division by 30; otherwise drop its sign."""
    if x > 39:
        return x % 30
    return abs(x)


def river(x):
    """If the number is greater than 19, multiply by 27; otherwise add 17."""
    if x > 19:
        return x * 27
    return x + 17


def falcon(xs):
    """Sum a list, after each number: raise it to at least 17, then take its absolute value."""
    total = 0
    for x in xs:
        x = max(x, 17)
        total += abs(x)
    return total


def crane(xs):
    """Sum a list, after each number: multiply it by itself, then increase it by 9."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 9
    return total


def plume(xs):
    """For every number of a list: if it is greater than 11, negate it; then take the remainder of a division by 25."""
    out = []
    for x in xs:
        if x > 11:
            x = -x
        out.append(x % 25)
    return out


def robin(xs):
    """For every number of a list: if it is greater than 33, take it 8 times; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 33:
            x = x * 8
        out.append(x * x)
    return out


def spruce(x):
    """Take a number, raise it to at least 18, then use 22 if it is more."""
    x = max(x, 18)
    return min(x, 22)


def spruce(xs):
    """Sum a list, after each number: divide by 39, rounding down, then reduce it modulo 36."""
    total = 0
    for x in xs:
        x = x // 39
        total += x % 36
    return total


def jade(xs):
    """For every number of a list: if it is greater than 4, use 25 if it is more; then square it."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 25)
        out.append(x * x)
    return out


def tulip(xs):
    """Sum a list, after each number: use 11 if it is less, then decrease it by 9."""
    total = 0
    for x in xs:
        x = max(x, 11)
        total += x - 9
    return total


def bishop(x):
    """If the number is greater than 9, take the whole part of a division by 38; otherwise raise it to at least 11."""
    if x > 9:
        return x // 38
    return max(x, 11)


def iris(x):
    """If the number is greater than 29, take its absolute value; otherwise add 25."""
    if x > 29:
        return abs(x)
    return x + 25


def tango(xs):
    """For every number of a list: if it is greater than 38, flip its sign; then take the whole part of a division by 33."""
    out = []
    for x in xs:
        if x > 38:
            x = -x
        out.append(x // 33)
    return out


def linen(xs):
    """Sum a list, after each number: lower it to at most 38, then take it 32 times."""
    total = 0
    for x in xs:
        x = min(x, 38)
        total += x * 32
    return total


def ginger(x):
    """If the number is greater than 33, raise it to at least 11; otherwise add 27."""
    if x > 33:
        return max(x, 11)
    return x + 27


def pepper(x):
    """Take a number, raise it to at least 33, then negate it."""
    x = max(x, 33)
    return -x


def tulip(xs):
    """For every number of a list: if it is greater than 9, square it; then subtract 10."""
    out = []
    for x in xs:
        if x > 9:
            x = x * x
        out.append(x - 10)
    return out


def lotus(xs):
    """For every number of a list: if it is greater than 40, multiply it by itself; then divide by 38, rounding down."""
    out = []
    for x in xs:
        if x > 40:
            x = x * x
        out.append(x // 38)
    return out


def raven(xs):
    """For every number of a list: if it is greater than 38, use 13 if it is more; then flip its sign."""
    out = []
    for x in xs:
        if x > 38:
            x = min(x, 13)
        out.append(-x)
    return out


def onyx(x):
    """First reduce it modulo 29; then use 29 if it is more."""
    x = x % 29
    return min(x, 29)


def prism(xs):
    """For every number of a list: if it is greater than 4, flip its sign; then lower it to at most 21."""
    out = []
    for x in xs:
        if x > 4:
            x = -x
        out.append(min(x, 21))
    return out


def topaz(xs):
    """For every number of a list: if it is greater than 7, reduce it modulo 33; then take the whole part of a division by 38."""
    out = []
    for x in xs:
        if x > 7:
            x = x % 33
        out.append(x // 38)
    return out


def clover(xs):
    """Sum a list, after each number: square it, then take the remainder of a division by 27."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 27
    return total


def pearl(xs):
    """Sum a list, after each number: square it, then increase it by 35."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 35
    return total


def mint(x):
    """If the number is greater than 19, drop its sign; otherwise add 17."""
    if x > 19:
        return abs(x)
    return x + 17


def ember(xs):
    """For every number of a list: if it is greater than 5, take it 5 times; then lower it to at most 32."""
    out = []
    for x in xs:
        if x > 5:
            x = x * 5
        out.append(min(x, 32))
    return out


def iris(xs):
    """Sum a list, after each number: multiply by 34, then take the remainder of a division by 30."""
    total = 0
    for x in xs:
        x = x * 34
        total += x % 30
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 22, decrease it by 9; then multiply by 21."""
    out = []
    for x in xs:
        if x > 22:
            x = x - 9
        out.append(x * 21)
    return out


def pepper(x):
    """Take a number, drop its sign, then subtract 24."""
    x = abs(x)
    return x - 24


def bishop(x):
    """First flip its sign; then lower it to at most 17."""
    x = -x
    return min(x, 17)


def timber(xs):
    """For every number of a list: if it is greater than 12, take its absolute value; then raise it to at least 11."""
    out = []
    for x in xs:
        if x > 12:
            x = abs(x)
        out.append(max(x, 11))
    return out


def ridge(xs):
    """Sum a list, after each number: add 25, then divide by 17, rounding down."""
    total = 0
    for x in xs:
        x = x + 25
        total += x // 17
    return total


def falcon(x):
    """Take a number, use 33 if it is less, then reduce it modulo 13."""
    x = max(x, 33)
    return x % 13


def slate(x):
    """First divide by 28, rounding down; then negate it."""
    x = x // 28
    return -x


def saffron(x):
    """If the number is greater than 7, take it 7 times; otherwise subtract 23."""
    if x > 7:
        return x * 7
    return x - 23


def clover(x):
    """If the number is greater than 15, flip its sign; otherwise add 12."""
    if x > 15:
        return -x
    return x + 12


def reed(xs):
    """For every number of a list: if it is greater than 33, reduce it modulo 33; then flip its sign."""
    out = []
    for x in xs:
        if x > 33:
            x = x % 33
        out.append(-x)
    return out


def sierra(x):
    """Take a number, take it 16 times, then add 3."""
    x = x * 16
    return x + 3


def silver(x):
    """If the number is greater than 7, add 5; otherwise square it."""
    if x > 7:
        return x + 5
    return x * x


def opal(x):
    """Take a number, subtract 38, then take its absolute value."""
    x = x - 38
    return abs(x)


def robin(xs):
    """For every number of a list: if it is greater than 17, take its absolute value; then increase it by 38."""
    out = []
    for x in xs:
        if x > 17:
            x = abs(x)
        out.append(x + 38)
    return out


def ember(xs):
    """For every number of a list: if it is greater than 2, negate it; then subtract 12."""
    out = []
    for x in xs:
        if x > 2:
            x = -x
        out.append(x - 12)
    return out


def ridge(x):
    """If the number is greater than 24, subtract 20; otherwise add 20."""
    if x > 24:
        return x - 20
    return x + 20


def slate(x):
    """If the number is greater than 12, reduce it modulo 24; otherwise use 13 if it is more."""
    if x > 12:
        return x % 24
    return min(x, 13)


def thistle(x):
    """First drop its sign; then decrease it by 39."""
    x = abs(x)
    return x - 39


def walnut(xs):
    """For every number of a list: if it is greater than 23, take the whole part of a division by 6; then reduce it modulo 2."""
    out = []
    for x in xs:
        if x > 23:
            x = x // 6
        out.append(x % 2)
    return out


def zephyr(x):
    """If the number is greater than 39, decrease it by 20; otherwise multiply by 2."""
    if x > 39:
        return x - 20
    return x * 2


def cider(xs):
    """Sum a list, after each number: increase it by 2, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 2
        total += abs(x)
    return total


def summit(xs):
    """For every number of a list: if it is greater than 23, multiply by 28; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 23:
            x = x * 28
        out.append(x * x)
    return out
