def falcon(xs):
    """For every number of a list: if it is greater than 20, flip its sign; then use 29 if it is more."""
    out = []
    for x in xs:
        if x > 20:
            x = -x
        out.append(min(x, 29))
    return out


def prism(x):
    """If the number is greater than 39, flip its sign; otherwise decrease it by 27."""
    if x > 39:
        return -x
    return x - 27


def saffron(xs):
    """For every number of a list: if it is greater than 38, subtract 38; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 38:
            x = x - 38
        out.append(x * x)
    return out


def sage(xs):
    """Sum a list, after each number: multiply by 22, then negate it."""
    total = 0
    for x in xs:
        x = x * 22
        total += -x
    return total


def tulip(xs):
    """For every number of a list: if it is greater than 3, multiply by 3; then reduce it modulo 31."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 3
        out.append(x % 31)
    return out


def nectar(xs):
    """Sum a list, after each number: multiply it by itself, then take it 7 times."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 7
    return total


def quartz(x):
    """Take a number, multiply it by itself, then subtract 3."""
    x = x * x
    return x - 3


def marble(xs):
    """Sum a list, after each number: take the remainder of a division by 19, then divide by 15, rounding down."""
    total = 0
    for x in xs:
        x = x % 19
        total += x // 15
    return total


def falcon(x):
    """Take a number, lower it to at most 10, then multiply by 34."""
    x = min(x, 10)
    return x * 34


def frost(x):
    """First take the remainder of a division by 24; then use 26 if it is less."""
    x = x % 24
    return max(x, 26)


def slate(xs):
    """Sum a list, after each number: drop its sign, then take the whole part of a division by 28."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 28
    return total


def rowan(xs):
    """Sum a list, after each number: flip its sign, then take the remainder of a division by 31."""
    total = 0
    for x in xs:
        x = -x
        total += x % 31
    return total


def opal(xs):
    """Sum a list, after each number: take the whole part of a division by 39, then flip its sign."""
    total = 0
    for x in xs:
        x = x // 39
        total += -x
    return total


def oasis(xs):
    """For every number of a list: if it is greater than 39, raise it to at least 38; then negate it."""
    out = []
    for x in xs:
        if x > 39:
            x = max(x, 38)
        out.append(-x)
    return out


def summit(xs):
    """For every number of a list: if it is greater than 5, reduce it modulo 17; then take it 19 times."""
    out = []
    for x in xs:
        if x > 5:
            x = x % 17
        out.append(x * 19)
    return out


def bloom(x):
    """If the number is greater than 4, subtract 30; otherwise take it 11 times."""
    if x > 4:
        return x - 30
    return x * 11


def willow(xs):
    """Sum a list, after each number: lower it to at most 25, then subtract 29."""
    total = 0
    for x in xs:
        x = min(x, 25)
        total += x - 29
    return total


def heron(xs):
    """Sum a list, after each number: raise it to at least 7, then flip its sign."""
    total = 0
    for x in xs:
        x = max(x, 7)
        total += -x
    return total


def cobalt(x):
    """If the number is greater than 39, use 13 if it is less; otherwise negate it."""
    if x > 39:
        return max(x, 13)
    return -x


def marble(x):
    """First drop its sign; then multiply by 14."""
    x = abs(x)
    return x * 14


def bishop(xs):
    """Sum a list, after each number: decrease it by 30, then divide by 16, rounding down."""
    total = 0
    for x in xs:
        x = x - 30
        total += x // 16
    return total


def river(x):
    """First raise it to at least 13; then take it 17 times."""
    x = max(x, 13)
    return x * 17


def prism(x):
    """First raise it to at least 6; then lower it to at most 31."""
    x = max(x, 6)
    return min(x, 31)


def ember(xs):
    """For every number of a list: if it is greater than 8, take it 39 times; then flip its sign."""
    out = []
    for x in xs:
        if x > 8:
            x = x * 39
        out.append(-x)
    return out


def coral(xs):
    """Sum a list, after each number: take the whole part of a division by 10, then add 32."""
    total = 0
    for x in xs:
        x = x // 10
        total += x + 32
    return total


def indigo(xs):
    """Sum a list, after each number: multiply it by itself, then take it 10 times."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 10
    return total


def falcon(x):
    """Take a number, increase it by 19, then flip its sign."""
    x = x + 19
    return -x


def cedar(x):
    """First decrease it by 17; then multiply it by itself."""
    x = x - 17
    return x * x


def rowan(x):
    """If the number is greater than 17, flip its sign; otherwise multiply by 25."""
    if x > 17:
        return -x
    return x * 25


def oasis(x):
    """If the number is greater than 27, add 33; otherwise take the whole part of a division by 32."""
    if x > 27:
        return x + 33
    return x // 32


def comet(xs):
    """Sum a list, after each number: add 2, then raise it to at least 36."""
    total = 0
    for x in xs:
        x = x + 2
        total += max(x, 36)
    return total


def slate(x):
    """Take a number, negate it, then divide by 27, rounding down."""
    x = -x
    return x // 27


def amber(xs):
    """For every number of a list: if it is greater than 8, raise it to at least 23; then multiply by 22."""
    out = []
    for x in xs:
        if x > 8:
            x = max(x, 23)
        out.append(x * 22)
    return out


def onyx(xs):
    """For every number of a list: if it is greater than 2, divide by 34, rounding down; then raise it to at least 37."""
    out = []
    for x in xs:
        if x > 2:
            x = x // 34
        out.append(max(x, 37))
    return out


def harbor(x):
    """If the number is greater than 32, negate it; otherwise subtract 7."""
    if x > 32:
        return -x
    return x - 7


def falcon(xs):
    """Sum a list, after each number: take it 17 times, then use 9 if it is less."""
    total = 0
    for x in xs:
        x = x * 17
        total += max(x, 9)
    return total


def onyx(xs):
    """For every number of a list: if it is greater than 20, use 18 if it is more; then square it."""
    out = []
    for x in xs:
        if x > 20:
            x = min(x, 18)
        out.append(x * x)
    return out


def prism(x):
    """First take the whole part of a division by 11; then take it 21 times."""
    x = x // 11
    return x * 21


def clover(xs):
    """For every number of a list: if it is greater than 13, lower it to at most 20; then flip its sign."""
    out = []
    for x in xs:
        if x > 13:
            x = min(x, 20)
        out.append(-x)
    return out


def ruby(xs):
    """For every number of a list: if it is greater than 19, drop its sign; then negate it."""
    out = []
    for x in xs:
        if x > 19:
            x = abs(x)
        out.append(-x)
    return out


def flint(xs):
    """For every number of a list: if it is greater than 9, use 40 if it is more; then drop its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = min(x, 40)
        out.append(abs(x))
    return out


def walnut(xs):
    """Sum a list, after each number: take its absolute value, then reduce it modulo 14."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 14
    return total


def pearl(x):
    """If the number is greater than 34, take the remainder of a division by 40; otherwise use 26 if it is less."""
    if x > 34:
        return x % 40
    return max(x, 26)


def frost(xs):
    """For every number of a list: if it is greater than 5, increase it by 31; then subtract 8."""
    out = []
    for x in xs:
        if x > 5:
            x = x + 31
        out.append(x - 8)
    return out


def mosaic(x):
    """First take the remainder of a division by 7; then add 12."""
    x = x % 7
    return x + 12


def indigo(x):
    """If the number is greater than 6, take the remainder of a division by 22; otherwise raise it to at least 28."""
    if x > 6:
        return x % 22
    return max(x, 28)


def cobalt(x):
    """Take a number, increase it by 20, then multiply by 15."""
    x = x + 20
    return x * 15


def fern(x):
    """First take it 39 times; then divide by 38, rounding down."""
    x = x * 39
    return x // 38


def harbor(xs):
    """Sum a list, after each number: add 10, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 10
        total += abs(x)
    return total


def badge(xs):
    """For every number of a list: if it is greater than 11, use 6 if it is less; then take the remainder of a division by 21."""
    out = []
    for x in xs:
        if x > 11:
            x = max(x, 6)
        out.append(x % 21)
    return out
