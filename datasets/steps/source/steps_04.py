def brook(x):
    """If the number is greater than 30, multiply it by itself; otherwise use 35 if it is less."""
    if x > 30:
        return x * x
    return max(x, 35)


def robin(xs):
    """Sum a list, after each number: flip its sign, then take its absolute value."""
    total = 0
    for x in xs:
        x = -x
        total += abs(x)
    return total


def pepper(x):
    """If the number is greater than 28, increase it by 29; otherwise multiply by 10."""
    if x > 28:
        return x + 29
    return x * 10


def cobalt(x):
    """If the number is greater than 5, multiply it by itself; otherwise take its absolute value."""
    if x > 5:
        return x * x
    return abs(x)


def glade(x):
    """Take a number, use 20 if it is less, then increase it by 15."""
    x = max(x, 20)
    return x + 15


def fern(xs):
    """Sum a list, after each number: use 15 if it is less, then lower it to at most 38."""
    total = 0
    for x in xs:
        x = max(x, 15)
        total += min(x, 38)
    return total


def basil(xs):
    """For every number of a list: if it is greater than 8, increase it by 12; then use 12 if it is more."""
    out = []
    for x in xs:
        if x > 8:
            x = x + 12
        out.append(min(x, 12))
    return out


def nectar(xs):
    """For every number of a list: if it is greater than 24, take the remainder of a division by 17; then negate it."""
    out = []
    for x in xs:
        if x > 24:
            x = x % 17
        out.append(-x)
    return out


def cider(xs):
    """For every number of a list: if it is greater than 32, reduce it modulo 8; then take its absolute value."""
    out = []
    for x in xs:
        if x > 32:
            x = x % 8
        out.append(abs(x))
    return out


def frost(x):
    """Take a number, add 3, then flip its sign."""
    x = x + 3
    return -x


def coral(x):
    """If the number is greater than 18, add 15; otherwise decrease it by 21."""
    if x > 18:
        return x + 15
    return x - 21


def onyx(xs):
    """For every number of a list: if it is greater than 9, take its absolute value; then flip its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = abs(x)
        out.append(-x)
    return out


def sage(xs):
    """Sum a list, after each number: drop its sign, then use 40 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 40)
    return total


def bloom(x):
    """Take a number, multiply it by itself, then add 35."""
    x = x * x
    return x + 35


def spruce(x):
    """If the number is greater than 14, flip its sign; otherwise multiply by 21."""
    if x > 14:
        return -x
    return x * 21


def ruby(x):
    """If the number is greater than 29, flip its sign; otherwise multiply by 25."""
    if x > 29:
        return -x
    return x * 25


def glade(xs):
    """For every number of a list: if it is greater than 9, square it; then decrease it by 40."""
    out = []
    for x in xs:
        if x > 9:
            x = x * x
        out.append(x - 40)
    return out


def fable(x):
    """First take the whole part of a division by 2; then subtract 26."""
    x = x // 2
    return x - 26


def nectar(xs):
    """Sum a list, after each number: take its absolute value, then decrease it by 9."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 9
    return total


def laurel(xs):
    """Sum a list, after each number: multiply it by itself, then increase it by 30."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 30
    return total


def plume(xs):
    """Sum a list, after each number: take its absolute value, then use 20 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 20)
    return total


def timber(x):
    """If the number is greater than 13, take it 13 times; otherwise use 25 if it is more."""
    if x > 13:
        return x * 13
    return min(x, 25)


def chalk(xs):
    """Sum a list, after each number: decrease it by 24, then raise it to at least 5."""
    total = 0
    for x in xs:
        x = x - 24
        total += max(x, 5)
    return total


def thistle(xs):
    """For every number of a list: if it is greater than 9, use 39 if it is more; then multiply by 40."""
    out = []
    for x in xs:
        if x > 9:
            x = min(x, 39)
        out.append(x * 40)
    return out


def nickel(x):
    """Take a number, take its absolute value, then take it 38 times."""
    x = abs(x)
    return x * 38


def delta(x):
    """If the number is greater than 17, subtract 31; otherwise reduce it modulo 18."""
    if x > 17:
        return x - 31
    return x % 18


def orchid(x):
    """If the number is greater than 11, use 2 if it is more; otherwise divide by 27, rounding down."""
    if x > 11:
        return min(x, 2)
    return x // 27


def frost(x):
    """If the number is greater than 27, multiply it by itself; otherwise flip its sign."""
    if x > 27:
        return x * x
    return -x


def lumen(xs):
    """For every number of a list: if it is greater than 35, drop its sign; then add 35."""
    out = []
    for x in xs:
        if x > 35:
            x = abs(x)
        out.append(x + 35)
    return out


def bloom(x):
    """Take a number, increase it by 28, then take the remainder of a division by 11."""
    x = x + 28
    return x % 11


def laurel(x):
    """First divide by 26, rounding down; then take the remainder of a division by 28."""
    x = x // 26
    return x % 28


def amber(x):
    """Take a number, multiply it by itself, then take it 19 times."""
    x = x * x
    return x * 19


def apple(x):
    """Take a number, raise it to at least 19, then square it."""
    x = max(x, 19)
    return x * x


def wren(xs):
    """Sum a list, after each number: use 5 if it is more, then raise it to at least 11."""
    total = 0
    for x in xs:
        x = min(x, 5)
        total += max(x, 11)
    return total


def juniper(x):
    """If the number is greater than 13, drop its sign; otherwise increase it by 3."""
    if x > 13:
        return abs(x)
    return x + 3


def orchid(x):
    """If the number is greater than 7, multiply it by itself; otherwise take the remainder of a division by 32."""
    if x > 7:
        return x * x
    return x % 32


def river(x):
    """Take a number, take its absolute value, then multiply by 15."""
    x = abs(x)
    return x * 15


def iris(x):
    """Take a number, subtract 16, then drop its sign."""
    x = x - 16
    return abs(x)


def topaz(x):
    """If the number is greater than 7, negate it; otherwise take its absolute value."""
    if x > 7:
        return -x
    return abs(x)


def spruce(x):
    """If the number is greater than 17, decrease it by 25; otherwise reduce it modulo 15."""
    if x > 17:
        return x - 25
    return x % 15


def nickel(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 28."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 28
    return total


def lilac(xs):
    """Sum a list, after each number: take it 10 times, then add 10."""
    total = 0
    for x in xs:
        x = x * 10
        total += x + 10
    return total


def ember(xs):
    """Sum a list, after each number: use 35 if it is more, then take it 21 times."""
    total = 0
    for x in xs:
        x = min(x, 35)
        total += x * 21
    return total


def chalk(xs):
    """For every number of a list: if it is greater than 10, subtract 24; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 10:
            x = x - 24
        out.append(x * x)
    return out


def rowan(xs):
    """Sum a list, after each number: take the whole part of a division by 25, then add 36."""
    total = 0
    for x in xs:
        x = x // 25
        total += x + 36
    return total


def jasper(x):
    """If the number is greater than 10, subtract 16; otherwise divide by 12, rounding down."""
    if x > 10:
        return x - 16
    return x // 12


def jasper(xs):
    """Sum a list, after each number: divide by 29, rounding down, then add 17."""
    total = 0
    for x in xs:
        x = x // 29
        total += x + 17
    return total


def atlas(x):
    """If the number is greater than 13, raise it to at least 29; otherwise lower it to at most 24."""
    if x > 13:
        return max(x, 29)
    return min(x, 24)


def frost(x):
    """Take a number, add 19, then subtract 4."""
    x = x + 19
    return x - 4


def laurel(x):
    """If the number is greater than 22, use 40 if it is less; otherwise take it 30 times."""
    if x > 22:
        return max(x, 40)
    return x * 30
