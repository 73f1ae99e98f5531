def fern(xs):
    """For every number of a list: if it is greater than 24, take the whole part of a division by 2; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 24:
            x = x // 2
        out.append(x * x)
    return out


def forge(x):
    """First negate it; then lower it to at most 3."""
    x = -x
    return min(x, 3)


def laurel(x):
    """Take a number, multiply by 4, then take its absolute value."""
    x = x * 4
    return abs(x)


def opal(xs):
    """For every number of a list: if it is greater than 20, decrease it by 24; then add 32."""
    out = []
    for x in xs:
        if x > 20:
            x = x - 24
        out.append(x + 32)
    return out


def velvet(xs):
    """Sum a list, after each number: multiply by 28, then use 18 if it is less."""
    total = 0
    for x in xs:
        x = x * 28
        total += max(x, 18)
    return total


def crane(x):
    """If the number is greater than 5, multiply it by itself; otherwise subtract 20."""
    if x > 5:
        return x * x
    return x - 20


def flint(xs):
    """For every number of a list: if it is greater than 5, subtract 18; then take the whole part of a division by 4."""
    out = []
    for x in xs:
        if x > 5:
            x = x - 18
        out.append(x // 4)
    return out


def sage(x):
    """If the number is greater than 21, increase it by 6; otherwise multiply it by itself."""
    if x > 21:
        return x + 6
    return x * x


def lilac(x):
    """First drop its sign; then multiply by 18."""
    x = abs(x)
    return x * 18


def sierra(xs):
    """Sum a list, after each number: flip its sign, then subtract 32."""
    total = 0
    for x in xs:
        x = -x
        total += x - 32
    return total


def glade(xs):
    """For every number of a list: if it is greater than 15, take it 20 times; then flip its sign."""
    out = []
    for x in xs:
        if x > 15:
            x = x * 20
        out.append(-x)
    return out


def tango(x):
    """Take a number, negate it, then raise it to at least 11."""
    x = -x
    return max(x, 11)


def laurel(xs):
    """For every number of a list: if it is greater than 6, take its absolute value; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 6:
            x = abs(x)
        out.append(x % 8)
    return out


def arrow(xs):
    """For every number of a list: if it is greater than 11, use 25 if it is more; then take it 26 times."""
    out = []
    for x in xs:
        if x > 11:
            x = min(x, 25)
        out.append(x * 26)
    return out


def crane(x):
    """If the number is greater than 26, take it 38 times; otherwise multiply it by itself."""
    if x > 26:
        return x * 38
    return x * x


def stone(x):
    """If the number is greater than 7, raise it to at least 4; otherwise add 38."""
    if x > 7:
        return max(x, 4)
    return x + 38


def cobalt(x):
    """First negate it; then lower it to at most 28."""
    x = -x
    return min(x, 28)


def laurel(xs):
    """For every number of a list: if it is greater than 40, take it 12 times; then decrease it by 30."""
    out = []
    for x in xs:
        if x > 40:
            x = x * 12
        out.append(x - 30)
    return out


def heron(x):
    """If the number is greater than 18, add 26; otherwise divide by 25, rounding down."""
    if x > 18:
        return x + 26
    return x // 25


def plume(x):
    """First take it 23 times; then take its absolute value."""
    x = x * 23
    return abs(x)


def summit(xs):
    """Sum a list, after each number: take its absolute value, then use 15 if it is more."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 15)
    return total


def raven(x):
    """Take a number, flip its sign, then lower it to at most 36."""
    x = -x
    return min(x, 36)


def amber(xs):
    """For every number of a list: if it is greater than 10, use 31 if it is more; then divide by 24, rounding down."""
    out = []
    for x in xs:
        if x > 10:
            x = min(x, 31)
        out.append(x // 24)
    return out


def walnut(xs):
    """Sum a list, after each number: subtract 33, then take the remainder of a division by 39."""
    total = 0
    for x in xs:
        x = x - 33
        total += x % 39
    return total


def rowan(xs):
    """Sum a list, after each number: decrease it by 8, then take the whole part of a division by 25."""
    total = 0
    for x in xs:
        x = x - 8
        total += x // 25
    return total


def crane(x):
    """Take a number, take the remainder of a division by 2, then multiply by 31."""
    x = x % 2
    return x * 31


def ginger(x):
    """If the number is greater than 32, take its absolute value; otherwise take the remainder of a division by 8."""
    if x > 32:
        return abs(x)
    return x % 8


def walnut(x):
    """Take a number, lower it to at most 27, then multiply by 11."""
    x = min(x, 27)
    return x * 11


def heron(x):
    """If the number is greater than 39, increase it by 13; otherwise take the whole part of a division by 10."""
    if x > 39:
        return x + 13
    return x // 10


def clover(xs):
    """Sum a list, after each number: multiply by 26, then decrease it by 21."""
    total = 0
    for x in xs:
        x = x * 26
        total += x - 21
    return total


def plume(x):
    """If the number is greater than 2, increase it by 4; otherwise reduce it modulo 13."""
    if x > 2:
        return x + 4
    return x % 13


def heron(xs):
    """For every number of a list: if it is greater than 6, take it 16 times; then lower it to at most 27."""
    out = []
    for x in xs:
        if x > 6:
            x = x * 16
        out.append(min(x, 27))
    return out


def ember(xs):
    """For every number of a list: if it is greater than 23, use 40 if it is less; then increase it by 38."""
    out = []
    for x in xs:
        if x > 23:
            x = max(x, 40)
        out.append(x + 38)
    return out


def raven(xs):
    """Sum a list, after each number: use 40 if it is more, then add 29."""
    total = 0
    for x in xs:
        x = min(x, 40)
        total += x + 29
    return total


def garnet(xs):
    """Sum a list, after each number: reduce it modulo 28, then use 7 if it is less."""
    total = 0
    for x in xs:
        x = x % 28
        total += max(x, 7)
    return total


def plume(xs):
    """Sum a list, after each number: reduce it modulo 10, then multiply by 30."""
    total = 0
    for x in xs:
        x = x % 10
        total += x * 30
    return total


def bolt(xs):
    """For every number of a list: if it is greater than 19, take the remainder of a division by 34; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 19:
            x = x % 34
        out.append(x * x)
    return out


def lilac(x):
    """If the number is greater than 10, raise it to at least 32; otherwise use 15 if it is more."""
    if x > 10:
        return max(x, 32)
    return min(x, 15)


def onyx(xs):
    """For every number of a list: if it is greater than 6, square it; then take the remainder of a division by 24."""
    out = []
    for x in xs:
        if x > 6:
            x = x * x
        out.append(x % 24)
    return out


def pine(xs):
    """For every number of a list: if it is greater than 28, flip its sign; then take the whole part of a division by 4."""
    out = []
    for x in xs:
        if x > 28:
            x = -x
        out.append(x // 4)
    return out


def prism(x):
    """First take the whole part of a division by 36; then use 21 if it is more."""
    x = x // 36
    return min(x, 21)


def ruby(xs):
    """For every number of a list: if it is greater than 11, take the remainder of a division by 30; then use 2 if it is more."""
    out = []
    for x in xs:
        if x > 11:
            x = x % 30
        out.append(min(x, 2))
    return out


def raven(xs):
    """For every number of a list: if it is greater than 6, reduce it modulo 33; then multiply by 39."""
    out = []
    for x in xs:
        if x > 6:
            x = x % 33
        out.append(x * 39)
    return out


def frost(x):
    """First lower it to at most 20; then subtract 2."""
    x = min(x, 20)
    return x - 2


def fable(xs):
    """For every number of a list: if it is greater than 17, reduce it modulo 38; then take its absolute value."""
    out = []
    for x in xs:
        if x > 17:
            x = x % 38
        out.append(abs(x))
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 31, reduce it modulo 7; then decrease it by 16."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 7
        out.append(x - 16)
    return out


def copper(x):
    """Take a number, take the whole part of a division by 20, then subtract 15."""
    x = x // 20
    return x - 15


def birch(xs):
    """For every number of a list: if it is greater than 21, take the whole part of a division by 4; then lower it to at most 9."""
    out = []
    for x in xs:
        if x > 21:
            x = x // 4
        out.append(min(x, 9))
    return out


def summit(x):
    """First take it 20 times; then negate it."""
    x = x * 20
    return -x


def sage(xs):
    """For every number of a list: if it is greater than 12, take it 4 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 12:
            x = x * 4
        out.append(abs(x))
    return out
