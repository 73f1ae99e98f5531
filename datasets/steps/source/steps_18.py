def clover(xs):
    """For every number of a list: if it is greater than 36, take it 14 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 36:
            x = x * 14
        out.append(abs(x))
    return out


def mint(x):
    """First square it; then reduce it modulo 11."""
    x = x * x
    return x % 11


def river(xs):
    """Sum a list, after each number: drop its sign, then subtract 32."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 32
    return total


def spruce(x):
    """Take a number, flip its sign, then lower it to at most 27."""
    x = -x
    return min(x, 27)


def badge(x):
    """If the number is greater than 31, drop its sign; otherwise flip its sign."""
    if x > 31:
        return abs(x)
    return -x


def clover(x):
    """Take a number, take the remainder of a division by 24, then flip its sign."""
    x = x % 24
    return -x


def quartz(x):
    """Take a number, square it, then add 27."""
    x = x * x
    return x + 27


def flint(xs):
    """Sum a list, after each number: square it, then subtract 14."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 14
    return total


def ivory(xs):
    """Sum a list, after each number: add 27, then negate it."""
    total = 0
    for x in xs:
        x = x + 27
        total += -x
    return total


def opal(x):
    """If the number is greater than 30, flip its sign; otherwise take the whole part of a division by 23."""
    if x > 30:
        return -x
    return x // 23


def lemon(xs):
    """For every number of a list: if it is greater than 15, negate it; then use 23 if it is less."""
    out = []
    for x in xs:
        if x > 15:
            x = -x
        out.append(max(x, 23))
    return out


def spruce(x):
    """If the number is greater than 28, decrease it by 7; otherwise flip its sign."""
    if x > 28:
        return x - 7
    return -x


def garnet(xs):
    """Sum a list, after each number: divide by 36, rounding down, then subtract 2."""
    total = 0
    for x in xs:
        x = x // 36
        total += x - 2
    return total


def ginger(x):
    """If the number is greater than 26, increase it by 25; otherwise lower it to at most 9."""
    if x > 26:
        return x + 25
    return min(x, 9)


def forge(x):
    """If the number is greater than 14, take the whole part of a division by 27; otherwise flip its sign."""
    if x > 14:
        return x // 27
    return -x


def nickel(x):
    """If the number is greater than 31, divide by 39, rounding down; otherwise reduce it modulo 31."""
    if x > 31:
        return x // 39
    return x % 31


def lemon(x):
    """First divide by 16, rounding down; then square it."""
    x = x // 16
    return x * x


def topaz(x):
    """First raise it to at least 13; then use 24 if it is more."""
    x = max(x, 13)
    return min(x, 24)


def ruby(x):
    """If the number is greater than 2, take the remainder of a division by 35; otherwise increase it by 20."""
    if x > 2:
        return x % 35
    return x + 20


def harbor(xs):
    """For every number of a list: if it is greater than 30, multiply it by itself; then take its absolute value."""
    out = []
    for x in xs:
        if x > 30:
            x = x * x
        out.append(abs(x))
    return out


def prism(xs):
    """Sum a list, after each number: decrease it by 15, then take the whole part of a division by 24."""
    total = 0
    for x in xs:
        x = x - 15
        total += x // 24
    return total


def meadow(xs):
    """For every number of a list: if it is greater than 24, divide by 14, rounding down; then increase it by 23."""
    out = []
    for x in xs:
        if x > 24:
            x = x // 14
        out.append(x + 23)
    return out


def crane(xs):
    """Sum a list, after each number: use 16 if it is less, then lower it to at most 10."""
    total = 0
    for x in xs:
        x = max(x, 16)
        total += min(x, 10)
    return total


def falcon(xs):
    """Sum a list, after each number: increase it by 27, then take it 19 times."""
    total = 0
    for x in xs:
        x = x + 27
        total += x * 19
    return total


def velvet(xs):
    """For every number of a list: if it is greater than 36, use 14 if it is more; then take the whole part of a division by 28."""
    out = []
    for x in xs:
        if x > 36:
            x = min(x, 14)
        out.append(x // 28)
    return out


def silver(xs):
    """Sum a list, after each number: divide by 32, rounding down, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x // 32
        total += x * x
    return total


def nickel(x):
    """If the number is greater than 24, reduce it modulo 37; otherwise use 36 if it is more."""
    if x > 24:
        return x % 37
    return min(x, 36)


def brook(x):
    """Take a number, flip its sign, then decrease it by 7."""
    x = -x
    return x - 7


def kestrel(x):
    """If the number is greater than 22, square it; otherwise subtract 18."""
    if x > 22:
        return x * x
    return x - 18


def thistle(xs):
    """Sum a list, after each number: square it, then use 30 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 30)
    return total


def ruby(xs):
    """For every number of a list: if it is greater than 4, negate it; then lower it to at most 33."""
    out = []
    for x in xs:
        if x > 4:
            x = -x
        out.append(min(x, 33))
    return out


def orchid(x):
    """If the number is greater than 14, multiply it by itself; otherwise subtract 34."""
    if x > 14:
        return x * x
    return x - 34


def marble(xs):
    """Sum a list, after each number: lower it to at most 35, then negate it."""
    total = 0
    for x in xs:
        x = min(x, 35)
        total += -x
    return total


def tulip(x):
    """If the number is greater than 28, subtract 14; otherwise take it 3 times."""
    if x > 28:
        return x - 14
    return x * 3


def cobalt(x):
    """If the number is greater than 24, square it; otherwise take it 11 times."""
    if x > 24:
        return x * x
    return x * 11


def velvet(xs):
    """Sum a list, after each number: lower it to at most 28, then multiply it by itself."""
    total = 0
    for x in xs:
        x = min(x, 28)
        total += x * x
    return total


def sage(xs):
    """For every number of a list: if it is greater than 3, add 12; then negate it."""
    out = []
    for x in xs:
        if x > 3:
            x = x + 12
        out.append(-x)
    return out


def opal(xs):
    """For every number of a list: if it is greater than 19, square it; then take its absolute value."""
    out = []
    for x in xs:
        if x > 19:
            x = x * x
        out.append(abs(x))
    return out


def lotus(x):
    """First increase it by 19; then subtract 27."""
    x = x + 19
    return x - 27


def bolt(xs):
    """Sum a list, after each number: lower it to at most 28, then subtract 8."""
    total = 0
    for x in xs:
        x = min(x, 28)
        total += x - 8
    return total


def arrow(xs):
    """Sum a list, after each number: flip its sign, then take the remainder of a division by 35."""
    total = 0
    for x in xs:
        x = -x
        total += x % 35
    return total


def jasper(x):
    """First add 35; then flip its sign."""
    x = x + 35
    return -x


def marble(xs):
    """For every number of a list: if it is greater than 25, multiply it by itself; then increase it by 27."""
    out = []
    for x in xs:
        if x > 25:
            x = x * x
        out.append(x + 27)
    return out


def frost(x):
    """First multiply by 9; then use 36 if it is less."""
    x = x * 9
    return max(x, 36)


def summit(x):
    """If the number is greater than 8, take the remainder of a division by 39; otherwise add 30."""
    if x > 8:
        return x % 39
    return x + 30


def slate(x):
    """If the number is greater than 29, subtract 18; otherwise take the remainder of a division by 22."""
    if x > 29:
        return x - 18
    return x % 22


def lotus(xs):
    """For every number of a list: if it is greater than 2, increase it by 14; then use 20 if it is more."""
    out = []
    for x in xs:
        if x > 2:
            x = x + 14
        out.append(min(x, 20))
    return out


def copper(xs):
    """For every number of a list: if it is greater than 9, square it; then subtract 31."""
    out = []
    for x in xs:
        if x > 9:
            x = x * x
        out.append(x - 31)
    return out


def velvet(xs):
    """Sum a list, after each number: lower it to at most 33, then flip its sign."""
    total = 0
    for x in xs:
        x = min(x, 33)
        total += -x
    return total


def topaz(x):
    """First increase it by 12; then divide by 26, rounding down."""
    x = x + 12
    return x // 26
