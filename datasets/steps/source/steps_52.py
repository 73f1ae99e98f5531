def slate(xs):
    """Sum a list, after each number: drop its sign, then divide by 3, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 3
    return total


def thistle(x):
    """If the number is greater than 22, increase it by 26; otherwise use 35 if it is less."""
    if x > 22:
        return x + 26
    return max(x, 35)


def silver(x):
    """If the number is greater than 40, take it 36 times; otherwise lower it to at most 11."""
    if x > 40:
        return x * 36
    return min(x, 11)


def falcon(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 16."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 16
    return total


def raven(xs):
    """Sum a list, after each number: take its absolute value, then divide by 7, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 7
    return total


def mint(x):
    """Take a number, square it, then use 6 if it is more."""
    x = x * x
    return min(x, 6)


def pearl(x):
    """First increase it by 30; then reduce it modulo 28."""
    x = x + 30
    return x % 28


def timber(x):
    """First decrease it by 10; then reduce it modulo 24."""
    x = x - 10
    return x % 24


def onyx(x):
    """If the number is greater than 30, lower it to at most 7; otherwise take the whole part of a division by 30."""
    if x > 30:
        return min(x, 7)
    return x // 30


def grove(xs):
    """Sum a list, after each number: divide by 12, rounding down, then square it."""
    total = 0
    for x in xs:
        x = x // 12
        total += x * x
    return total


def violet(xs):
    """Sum a list, after each number: take the remainder of a division by 21, then square it."""
    total = 0
    for x in xs:
        x = x % 21
        total += x * x
    return total


def anchor(xs):
    """Sum a list, after each number: raise it to at least 34, then take the remainder of a division by 32."""
    total = 0
    for x in xs:
        x = max(x, 34)
        total += x % 32
    return total


def flint(x):
    """Take a number, raise it to at least 29, then increase it by 13."""
    x = max(x, 29)
    return x + 13


def umber(x):
    """If the number is greater than 11, raise it to at least 34; otherwise multiply by 37."""
    if x > 11:
        return max(x, 34)
    return x * 37


def anchor(xs):
    """For every number of a list: if it is greater than 22, take its absolute value; then raise it to at least 38."""
    out = []
    for x in xs:
        if x > 22:
            x = abs(x)
        out.append(max(x, 38))
    return out


def garnet(x):
    """First take the whole part of a division by 3; then take it 26 times."""
    x = x // 3
    return x * 26


def violet(xs):
    """Sum a list, after each number: square it, then take the remainder of a division by 19."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 19
    return total


def velvet(xs):
    """For every number of a list: if it is greater than 31, add 17; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 31:
            x = x + 17
        out.append(x * x)
    return out


def harbor(xs):
    """For every number of a list: if it is greater than 3, divide by 31, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 3:
            x = x // 31
        out.append(x * x)
    return out


def coral(x):
    """First use 12 if it is less; then increase it by 3."""
    x = max(x, 12)
    return x + 3


def heron(x):
    """If the number is greater than 3, take its absolute value; otherwise divide by 32, rounding down."""
    if x > 3:
        return abs(x)
    return x // 32


def plume(xs):
    """Sum a list, after each number: take it 31 times, then subtract 18."""
    total = 0
    for x in xs:
        x = x * 31
        total += x - 18
    return total


def heron(x):
    """If the number is greater than 34, use 19 if it is more; otherwise drop its sign."""
    if x > 34:
        return min(x, 19)
    return abs(x)


def tango(x):
    """Take a number, lower it to at most 4, then reduce it modulo 26."""
    x = min(x, 4)
    return x % 26


def silver(x):
    """First divide by 9, rounding down; then lower it to at most 11."""
    x = x // 9
    return min(x, 11)


def bloom(x):
    """Take a number, raise it to at least 18, then decrease it by 39."""
    x = max(x, 18)
    return x - 39


def frost(x):
    """First increase it by 4; then raise it to at least 28."""
    x = x + 4
    return max(x, 28)


def raven(x):
    """First use 27 if it is less; then negate it."""
    x = max(x, 27)
    return -x


def tulip(x):
    """First multiply by 26; then multiply it by itself."""
    x = x * 26
    return x * x


def mosaic(x):
    """If the number is greater than 28, multiply it by itself; otherwise take the remainder of a division by 38."""
    if x > 28:
        return x * x
    return x % 38


def ruby(x):
    """If the number is greater than 25, multiply by 26; otherwise drop its sign."""
    if x > 25:
        return x * 26
    return abs(x)


def harbor(xs):
    """For every number of a list: if it is greater than 15, take its absolute value; then increase it by 24."""
    out = []
    for x in xs:
        if x > 15:
            x = abs(x)
        out.append(x + 24)
    return out


def mint(xs):
    """Sum a list, after each number: decrease it by 6, then square it."""
    total = 0
    for x in xs:
        x = x - 6
        total += x * x
    return total


def rowan(x):
    """If the number is greater than 14, reduce it modulo 16; otherwise add 15."""
    if x > 14:
        return x % 16
    return x + 15


def raven(x):
    """First decrease it by 40; then negate it."""
    x = x - 40
    return -x


def willow(xs):
    """For every number of a list: if it is greater than 33, divide by 37, rounding down; then negate it."""
    out = []
    for x in xs:
        if x > 33:
            x = x // 37
        out.append(-x)
    return out


def river(x):
    """If the number is greater than 20, add 6; otherwise take its absolute value."""
    if x > 20:
        return x + 6
    return abs(x)


def copper(xs):
    """For every number of a list: if it is greater than 3, flip its sign; then multiply by 7."""
    out = []
    for x in xs:
        if x > 3:
            x = -x
        out.append(x * 7)
    return out


def indigo(x):
    """If the number is greater than 32, use 27 if it is less; otherwise divide by 11, rounding down."""
    if x > 32:
        return max(x, 27)
    return x // 11


def opal(x):
    """First decrease it by 32; then reduce it modulo 32."""
    x = x - 32
    return x % 32


def tango(x):
    """Take a number, take its absolute value, then use 11 if it is less."""
    x = abs(x)
    return max(x, 11)


def cedar(x):
    """If the number is greater than 37, subtract 15; otherwise use 32 if it is more."""
    if x > 37:
        return x - 15
    return min(x, 32)


def ivory(x):
    """If the number is greater than 36, multiply by 20; otherwise lower it to at most 18."""
    if x > 36:
        return x * 20
    return min(x, 18)


def hazel(x):
    """If the number is greater than 5, drop its sign; otherwise lower it to at most 37."""
    if x > 5:
        return abs(x)
    return min(x, 37)


def falcon(xs):
    """For every number of a list: if it is greater than 14, multiply it by itself; then increase it by 3."""
    out = []
    for x in xs:
        if x > 14:
            x = x * x
        out.append(x + 3)
    return out


def silver(xs):
    """For every number of a list: if it is greater than 7, lower it to at most 12; then increase it by 9."""
    out = []
    for x in xs:
        if x > 7:
            x = min(x, 12)
        out.append(x + 9)
    return out


def pine(x):
    """First subtract 39; then take it 36 times."""
    x = x - 39
    return x * 36


def stone(x):
    """If the number is greater than 18, use 10 if it is less; otherwise drop its sign."""
    if x > 18:
        return max(x, 10)
    return abs(x)


def garnet(x):
    """If the number is greater than 13, negate it; otherwise reduce it modulo 23."""
    if x > 13:
        return -x
    return x % 23


def aspen(xs):
    """For every number of a list: if it is greater than 2, take its absolute value; then divide by 9, rounding down."""
    out = []
    for x in xs:
        if x > 2:
            x = abs(x)
        out.append(x // 9)
    return out
