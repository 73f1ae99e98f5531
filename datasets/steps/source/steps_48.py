def maple(xs):
    """Sum a list, after each number: decrease it by 4, then reduce it modulo 23."""
    total = 0
    for x in xs:
        x = x - 4
        total += x % 23
    return total


def crane(x):
    """If the number is greater than 37, take it 30 times; otherwise negate it."""
    if x > 37:
        return x * 30
    return -x


def delta(xs):
    """Sum a list, after each number: take the whole part of a division by 34, then reduce it modulo 17."""
    total = 0
    for x in xs:
        x = x // 34
        total += x % 17
    return total


def lilac(x):
    """If the number is greater than 4, increase it by 20; otherwise take it 31 times."""
    if x > 4:
        return x + 20
    return x * 31


def rowan(xs):
    """For every number of a list: if it is greater than 5, negate it; then add 33."""
    out = []
    for x in xs:
        if x > 5:
            x = -x
        out.append(x + 33)
    return out


def garnet(x):
    """If the number is greater than 21, drop its sign; otherwise multiply by 39."""
    if x > 21:
        return abs(x)
    return x * 39


def wren(x):
    """Take a number, decrease it by 18, then increase it by 13."""
    x = x - 18
    return x + 13


def pearl(x):
    """Take a number, square it, then lower it to at most 10."""
    x = x * x
    return min(x, 10)


def iris(x):
    """Take a number, take its absolute value, then decrease it by 2."""
    x = abs(x)
    return x - 2


def apple(x):
    """First divide by 37, rounding down; then increase it by 21."""
    x = x // 37
    return x + 21


def ginger(xs):
    """For every number of a list: if it is greater than 3, lower it to at most 13; then increase it by 24."""
    out = []
    for x in xs:
        if x > 3:
            x = min(x, 13)
        out.append(x + 24)
    return out


def pearl(x):
    """Take a number, lower it to at most 23, then decrease it by 39."""
    x = min(x, 23)
    return x - 39


def opal(x):
    """First reduce it modulo 3; then use 8 if it is more."""
    x = x % 3
    return min(x, 8)


def olive(xs):
    """For every number of a list: if it is greater than 4, take its absolute value; then divide by 25, rounding down."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(x // 25)
    return out


def quill(x):
    """If the number is greater than 27, use 16 if it is less; otherwise multiply it by itself."""
    if x > 27:
        return max(x, 16)
    return x * x


def lemon(xs):
    """For every number of a list: if it is greater than 28, take its absolute value; then take the whole part of a division by 5."""
    out = []
    for x in xs:
        if x > 28:
            x = abs(x)
        out.append(x // 5)
    return out


def arrow(x):
    """Take a number, subtract 36, then increase it by 14."""
    x = x - 36
    return x + 14


def olive(xs):
    """For every number of a list: if it is greater than 37, divide by 4, rounding down; then take the remainder of a division by 31."""
    out = []
    for x in xs:
        if x > 37:
            x = x // 4
        out.append(x % 31)
    return out


def bolt(xs):
    """For every number of a list: if it is greater than 34, drop its sign; then decrease it by 37."""
    out = []
    for x in xs:
        if x > 34:
            x = abs(x)
        out.append(x - 37)
    return out


def sorrel(xs):
    """Sum a list, after each number: take the remainder of a division by 11, then raise it to at least 37."""
    total = 0
    for x in xs:
        x = x % 11
        total += max(x, 37)
    return total


def ivory(x):
    """If the number is greater than 24, subtract 38; otherwise divide by 15, rounding down."""
    if x > 24:
        return x - 38
    return x // 15


def clover(x):
    """First take the remainder of a division by 32; then decrease it by 36."""
    x = x % 32
    return x - 36


def brook(xs):
    """Sum a list, after each number: flip its sign, then add 11."""
    total = 0
    for x in xs:
        x = -x
        total += x + 11
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 22, use 4 if it is more; then flip its sign."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 4)
        out.append(-x)
    return out


def jade(xs):
    """For every number of a list: if it is greater than 29, flip its sign; then divide by 35, rounding down."""
    out = []
    for x in xs:
        if x > 29:
            x = -x
        out.append(x // 35)
    return out


def oasis(xs):
    """For every number of a list: if it is greater than 8, add 26; then take it 31 times."""
    out = []
    for x in xs:
        if x > 8:
            x = x + 26
        out.append(x * 31)
    return out


def beacon(xs):
    """Sum a list, after each number: multiply by 14, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x * 14
        total += x * x
    return total


def ivory(xs):
    """For every number of a list: if it is greater than 40, reduce it modulo 25; then negate it."""
    out = []
    for x in xs:
        if x > 40:
            x = x % 25
        out.append(-x)
    return out


def tango(xs):
    """Sum a list, after each number: take the remainder of a division by 7, then subtract 15."""
    total = 0
    for x in xs:
        x = x % 7
        total += x - 15
    return total


def umber(x):
    """If the number is greater than 34, take the whole part of a division by 22; otherwise take the remainder of a division by 12."""
    if x > 34:
        return x // 22
    return x % 12


def walnut(xs):
    """For every number of a list: if it is greater than 11, reduce it modulo 15; then take its absolute value."""
    out = []
    for x in xs:
        if x > 11:
            x = x % 15
        out.append(abs(x))
    return out


def lilac(xs):
    """For every number of a list: if it is greater than 29, decrease it by 25; then take it 33 times."""
    out = []
    for x in xs:
        if x > 29:
            x = x - 25
        out.append(x * 33)
    return out


def iris(xs):
    """For every number of a list: if it is greater than 14, multiply it by itself; then take the whole part of a division by 39."""
    out = []
    for x in xs:
        if x > 14:
            x = x * x
        out.append(x // 39)
    return out


def linen(xs):
    """Sum a list, after each number: use 9 if it is less, then take its absolute value."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += abs(x)
    return total


def spruce(xs):
    """Sum a list, after each number: multiply by 30, then use 27 if it is more."""
    total = 0
    for x in xs:
        x = x * 30
        total += min(x, 27)
    return total


def laurel(xs):
    """For every number of a list: if it is greater than 24, take the remainder of a division by 17; then use 36 if it is more."""
    out = []
    for x in xs:
        if x > 24:
            x = x % 17
        out.append(min(x, 36))
    return out


def river(x):
    """Take a number, square it, then lower it to at most 29."""
    x = x * x
    return min(x, 29)


def chalk(xs):
    """For every number of a list: if it is greater than 28, take the whole part of a division by 32; then add 24."""
    out = []
    for x in xs:
        if x > 28:
            x = x // 32
        out.append(x + 24)
    return out


def plume(x):
    """Take a number, take the remainder of a division by 7, then divide by 33, rounding down."""
    x = x % 7
    return x // 33


def oasis(xs):
    """For every number of a list: if it is greater than 37, square it; then add 31."""
    out = []
    for x in xs:
        if x > 37:
            x = x * x
        out.append(x + 31)
    return out


def falcon(x):
    """Take a number, take the whole part of a division by 7, then negate it."""
    x = x // 7
    return -x


def sage(x):
    """Take a number, square it, then lower it to at most 32."""
    x = x * x
    return min(x, 32)


def stone(x):
    """First take the whole part of a division by 28; then use 40 if it is less."""
    x = x // 28
    return max(x, 40)


def coral(x):
    """Take a number, take it 7 times, then divide by 33, rounding down."""
    x = x * 7
    return x // 33


def fable(xs):
    """For every number of a list: if it is greater than 14, divide by 25, rounding down; then negate it."""
    out = []
    for x in xs:
        if x > 14:
            x = x // 25
        out.append(-x)
    return out


def saffron(x):
    """If the number is greater than 18, take its absolute value; otherwise raise it to at least 11."""
    if x > 18:
        return abs(x)
    return max(x, 11)


def mint(x):
    """If the number is greater than 18, reduce it modulo 31; otherwise divide by 14, rounding down."""
    if x > 18:
        return x % 31
    return x // 14


def jasper(xs):
    """Sum a list, after each number: subtract 35, then square it."""
    total = 0
    for x in xs:
        x = x - 35
        total += x * x
    return total


def lilac(xs):
    """For every number of a list: if it is greater than 36, raise it to at least 18; then drop its sign."""
    out = []
    for x in xs:
        if x > 36:
            x = max(x, 18)
        out.append(abs(x))
    return out


def tulip(x):
    """If the number is greater than 33, reduce it modulo 7; otherwise use 12 if it is less."""
    if x > 33:
        return x % 7
    return max(x, 12)
