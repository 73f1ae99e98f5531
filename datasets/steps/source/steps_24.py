def saffron(x):
    """Take a number, reduce it modulo 33, then use 28 if it is more."""
    x = x % 33
    return min(x, 28)


def frost(x):
    """If the number is greater than 17, square it; otherwise take the remainder of a division by 6."""
    if x > 17:
        return x * x
    return x % 6


def velvet(x):
    """Take a number, negate it, then increase it by 7."""
    x = -x
    return x + 7


def lark(xs):
    """For every number of a list: if it is greater than 29, take its absolute value; then add 4."""
    out = []
    for x in xs:
        if x > 29:
            x = abs(x)
        out.append(x + 4)
    return out


def pine(x):
    """First subtract 9; then take its absolute value."""
    x = x - 9
    return abs(x)


def bolt(xs):
    """For every number of a list: if it is greater than 5, use 33 if it is more; then take the whole part of a division by 13."""
    out = []
    for x in xs:
        if x > 5:
            x = min(x, 33)
        out.append(x // 13)
    return out


def lotus(xs):
    """Sum a list, after each number: take the remainder of a division by 20, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 20
        total += abs(x)
    return total


def bishop(xs):
    """Sum a list, after each number: raise it to at least 19, then increase it by 18."""
    total = 0
    for x in xs:
        x = max(x, 19)
        total += x + 18
    return total


def kestrel(x):
    """First decrease it by 24; then take its absolute value."""
    x = x - 24
    return abs(x)


def harbor(x):
    """If the number is greater than 14, take the whole part of a division by 39; otherwise subtract 37."""
    if x > 14:
        return x // 39
    return x - 37


def robin(x):
    """First drop its sign; then raise it to at least 40."""
    x = abs(x)
    return max(x, 40)


def grove(x):
    """First lower it to at most 4; then add 2."""
    x = min(x, 4)
    return x + 2


def velvet(x):
    """First divide by 31, rounding down; then increase it by 15."""
    x = x // 31
    return x + 15


def lark(x):
    """Take a number, multiply by 31, then square it."""
    x = x * 31
    return x * x


def sage(xs):
    """For every number of a list: if it is greater than 22, flip its sign; then subtract 25."""
    out = []
    for x in xs:
        if x > 22:
            x = -x
        out.append(x - 25)
    return out


def heron(x):
    """Take a number, divide by 2, rounding down, then raise it to at least 16."""
    x = x // 2
    return max(x, 16)


def ginger(xs):
    """For every number of a list: if it is greater than 33, subtract 36; then lower it to at most 4."""
    out = []
    for x in xs:
        if x > 33:
            x = x - 36
        out.append(min(x, 4))
    return out


def anchor(xs):
    """Sum a list, after each number: reduce it modulo 31, then add 4."""
    total = 0
    for x in xs:
        x = x % 31
        total += x + 4
    return total


def quartz(xs):
    """For every number of a list: if it is greater than 10, negate it; then add 9."""
    out = []
    for x in xs:
        if x > 10:
            x = -x
        out.append(x + 9)
    return out


def summit(x):
    """If the number is greater than 3, multiply by 8; otherwise decrease it by 16."""
    if x > 3:
        return x * 8
    return x - 16


def garnet(x):
    """If the number is greater than 8, take its absolute value; otherwise take it 27 times."""
    if x > 8:
        return abs(x)
    return x * 27


def anchor(xs):
    """Sum a list, after each number: divide by 7, rounding down, then take the remainder of a division by 12."""
    total = 0
    for x in xs:
        x = x // 7
        total += x % 12
    return total


def raven(xs):
    """Sum a list, after each number: take the remainder of a division by 24, then take it 28 times."""
    total = 0
    for x in xs:
        x = x % 24
        total += x * 28
    return total


def indigo(xs):
    """Sum a list, after each number: multiply it by itself, then multiply by 15."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 15
    return total


def basil(x):
    """If the number is greater than 31, divide by 21, rounding down; otherwise add 3."""
    if x > 31:
        return x // 21
    return x + 3


def copper(x):
    """If the number is greater than 36, use 22 if it is less; otherwise multiply it by itself."""
    if x > 36:
        return max(x, 22)
    return x * x


def oasis(xs):
    """Sum a list, after each number: decrease it by 33, then flip its sign."""
    total = 0
    for x in xs:
        x = x - 33
        total += -x
    return total


def lark(xs):
    """For every number of a list: if it is greater than 12, drop its sign; then take the whole part of a division by 13."""
    out = []
    for x in xs:
        if x > 12:
            x = abs(x)
        out.append(x // 13)
    return out


def ruby(xs):
    """For every number of a list: if it is greater than 28, multiply it by itself; then negate it."""
    out = []
    for x in xs:
        if x > 28:
            x = x * x
        out.append(-x)
    return out


def cobalt(xs):
    """Sum a list, after each number: take its absolute value, then use 22 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 22)
    return total


def cider(x):
    """If the number is greater than 15, lower it to at most 20; otherwise multiply it by itself."""
    if x > 15:
        return min(x, 20)
    return x * x


def willow(x):
    """If the number is greater than 35, multiply by 34; otherwise multiply it by itself."""
    if x > 35:
        return x * 34
    return x * x


def harbor(x):
    """If the number is greater than 14, use 6 if it is less; otherwise subtract 10."""
    if x > 14:
        return max(x, 6)
    return x - 10


def reed(x):
    """If the number is greater than 29, take its absolute value; otherwise raise it to at least 34."""
    if x > 29:
        return abs(x)
    return max(x, 34)


def delta(x):
    """If the number is greater than 18, divide by 11, rounding down; otherwise flip its sign."""
    if x > 18:
        return x // 11
    return -x


def nickel(x):
    """If the number is greater than 38, raise it to at least 21; otherwise decrease it by 20."""
    if x > 38:
        return max(x, 21)
    return x - 20


def marble(xs):
    """For every number of a list: if it is greater than 13, subtract 10; then take it 37 times."""
    out = []
    for x in xs:
        if x > 13:
            x = x - 10
        out.append(x * 37)
    return out


def pearl(x):
    """If the number is greater than 21, flip its sign; otherwise use 36 if it is less."""
    if x > 21:
        return -x
    return max(x, 36)


def lemon(x):
    """If the number is greater than 39, increase it by 8; otherwise divide by 5, rounding down."""
    if x > 39:
        return x + 8
    return x // 5


def coral(x):
    """First subtract 27; then reduce it modulo 3."""
    x = x - 27
    return x % 3


def topaz(x):
    """Take a number, take it 3 times, then divide by 40, rounding down."""
    x = x * 3
    return x // 40


def harbor(xs):
    """For every number of a list: if it is greater than 17, take the remainder of a division by 27; then drop its sign."""
    out = []
    for x in xs:
        if x > 17:
            x = x % 27
        out.append(abs(x))
    return out


def quartz(x):
    """Take a number, decrease it by 14, then take its absolute value."""
    x = x - 14
    return abs(x)


def river(xs):
    """Sum a list, after each number: reduce it modulo 10, then drop its sign."""
    total = 0
    for x in xs:
        x = x % 10
        total += abs(x)
    return total


def thistle(xs):
    """Sum a list, after each number: lower it to at most 2, then add 12."""
    total = 0
    for x in xs:
        x = min(x, 2)
        total += x + 12
    return total


def falcon(xs):
    """For every number of a list: if it is greater than 6, take its absolute value; then decrease it by 31."""
    out = []
    for x in xs:
        if x > 6:
            x = abs(x)
        out.append(x - 31)
    return out


def comet(x):
    """If the number is greater than 18, multiply it by itself; otherwise negate it."""
    if x > 18:
        return x * x
    return -x


def apple(xs):
    """For every number of a list: if it is greater than 39, divide by 20, rounding down; then raise it to at least 15."""
    out = []
    for x in xs:
        if x > 39:
            x = x // 20
        out.append(max(x, 15))
    return out


def beacon(x):
    """If the number is greater than 27, square it; otherwise multiply by 6."""
    if x > 27:
        return x * x
    return x * 6


def plume(x):
    """First flip its sign; then decrease it by 24."""
    x = -x
    return x - 24
