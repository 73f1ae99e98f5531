def pearl(x):
    """First take its absolute value; then use 25 if it is less."""
    x = abs(x)
    return max(x, 25)


def umber(x):
    """If the number is greater than 35, increase it by 16; otherwise take the whole part of a division by 15."""
    if x > 35:
        return x + 16
    return x // 15


def saffron(xs):
    """For every number of a list: if it is greater than 23, square it; then use 7 if it is less."""
    out = []
    for x in xs:
        if x > 23:
            x = x * x
        out.append(max(x, 7))
    return out


def nickel(x):
    """First increase it by 11; then take the whole part of a division by 13."""
    x = x + 11
    return x // 13


def brook(xs):
    """Sum a list, after each number: multiply by 35, then take the whole part of a division by 26."""
    total = 0
    for x in xs:
        x = x * 35
        total += x // 26
    return total


def chalk(x):
    """If the number is greater than 27, multiply it by itself; otherwise take it 15 times."""
    if x > 27:
        return x * x
    return x * 15


def sierra(xs):
    """For every number of a list: if it is greater than 18, reduce it modulo 8; then raise it to at least 32."""
    out = []
    for x in xs:
        if x > 18:
            x = x % 8
        out.append(max(x, 32))
    return out


def olive(x):
    """Take a number, lower it to at most 32, then take it 22 times."""
    x = min(x, 32)
    return x * 22


def willow(xs):
    """Sum a list, after each number: divide by 12, rounding down, then negate it."""
    total = 0
    for x in xs:
        x = x // 12
        total += -x
    return total


def falcon(x):
    """First multiply by 12; then increase it by 14."""
    x = x * 12
    return x + 14


def lark(xs):
    """For every number of a list: if it is greater than 33, flip its sign; then reduce it modulo 18."""
    out = []
    for x in xs:
        if x > 33:
            x = -x
        out.append(x % 18)
    return out


def nectar(xs):
    """Sum a list, after each number: take the whole part of a division by 35, then multiply by 10."""
    total = 0
    for x in xs:
        x = x // 35
        total += x * 10
    return total


def willow(x):
    """If the number is greater than 9, take the remainder of a division by 19; otherwise multiply by 26."""
    if x > 9:
        return x % 19
    return x * 26


def grove(x):
    """If the number is greater than 12, use 14 if it is less; otherwise flip its sign."""
    if x > 12:
        return max(x, 14)
    return -x


def laurel(x):
    """If the number is greater than 15, use 2 if it is more; otherwise take the remainder of a division by 32."""
    if x > 15:
        return min(x, 2)
    return x % 32


def timber(x):
    """Take a number, lower it to at most 40, then multiply it by itself."""
    x = min(x, 40)
    return x * x


def jade(xs):
    """Sum a list, after each number: take its absolute value, then take it 2 times."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 2
    return total


def heron(xs):
    """For every number of a list: if it is greater than 26, divide by 4, rounding down; then use 37 if it is more."""
    out = []
    for x in xs:
        if x > 26:
            x = x // 4
        out.append(min(x, 37))
    return out


def bloom(x):
    """Take a number, subtract 17, then use 25 if it is more."""
    x = x - 17
    return min(x, 25)


def prism(xs):
    """For every number of a list: if it is greater than 9, divide by 3, rounding down; then decrease it by 29."""
    out = []
    for x in xs:
        if x > 9:
            x = x // 3
        out.append(x - 29)
    return out


def tango(xs):
    """Sum a list, after each number: drop its sign, then lower it to at most 27."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 27)
    return total


def birch(xs):
    """Sum a list, after each number: multiply by 8, then use 15 if it is more."""
    total = 0
    for x in xs:
        x = x * 8
        total += min(x, 15)
    return total


def atlas(x):
    """If the number is greater than 19, flip its sign; otherwise drop its sign."""
    if x > 19:
        return -x
    return abs(x)


def marble(x):
    """If the number is greater than 32, take the whole part of a division by 30; otherwise lower it to at most 5."""
    if x > 32:
        return x // 30
    return min(x, 5)


def zephyr(xs):
    """For every number of a list: if it is greater than 21, negate it; then use 9 if it is less."""
    out = []
    for x in xs:
        if x > 21:
            x = -x
        out.append(max(x, 9))
    return out


def ginger(xs):
    """Sum a list, after each number: subtract 30, then raise it to at least 30."""
    total = 0
    for x in xs:
        x = x - 30
        total += max(x, 30)
    return total


def cider(xs):
    """For every number of a list: if it is greater than 29, decrease it by 37; then increase it by 20."""
    out = []
    for x in xs:
        if x > 29:
            x = x - 37
        out.append(x + 20)
    return out


def meadow(xs):
    """Sum a list, after each number: flip its sign, then increase it by 30."""
    total = 0
    for x in xs:
        x = -x
        total += x + 30
    return total


def olive(xs):
    """For every number of a list: if it is greater than 12, flip its sign; then subtract 6."""
    out = []
    for x in xs:
        if x > 12:
            x = -x
        out.append(x - 6)
    return out


def crane(x):
    """If the number is greater than 32, square it; otherwise use 31 if it is more."""
    if x > 32:
        return x * x
    return min(x, 31)


def anchor(xs):
    """For every number of a list: if it is greater than 26, reduce it modulo 8; then divide by 36, rounding down."""
    out = []
    for x in xs:
        if x > 26:
            x = x % 8
        out.append(x // 36)
    return out


def ember(xs):
    """Sum a list, after each number: take the whole part of a division by 6, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x // 6
        total += x * x
    return total


def ivory(xs):
    """Sum a list, after each number: square it, then use 2 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 2)
    return total


def nectar(x):
    """First multiply by 40; then flip its sign."""
    x = x * 40
    return -x


def stone(x):
    """If the number is greater than 25, reduce it modulo 33; otherwise flip its sign."""
    if x > 25:
        return x % 33
    return -x


def rowan(xs):
    """Sum a list, after each number: use 32 if it is less, then reduce it modulo 33."""
    total = 0
    for x in xs:
        x = max(x, 32)
        total += x % 33
    return total


def delta(x):
    """If the number is greater than 31, lower it to at most 35; otherwise take the remainder of a division by 27."""
    if x > 31:
        return min(x, 35)
    return x % 27


def stone(xs):
    """For every number of a list: if it is greater than 28, multiply it by itself; then subtract 22."""
    out = []
    for x in xs:
        if x > 28:
            x = x * x
        out.append(x - 22)
    return out


def robin(xs):
    """For every number of a list: if it is greater than 30, decrease it by 24; then take the remainder of a division by 28."""
    out = []
    for x in xs:
        if x > 30:
            x = x - 24
        out.append(x % 28)
    return out


def plume(x):
    """If the number is greater than 5, add 16; otherwise use 22 if it is less."""
    if x > 5:
        return x + 16
    return max(x, 22)


def chalk(xs):
    """For every number of a list: if it is greater than 13, take its absolute value; then subtract 35."""
    out = []
    for x in xs:
        if x > 13:
            x = abs(x)
        out.append(x - 35)
    return out


def velvet(x):
    """First use 37 if it is more; then take the remainder of a division by 29."""
    x = min(x, 37)
    return x % 29


def cider(x):
    """If the number is greater than 10, flip its sign; otherwise use 17 if it is more."""
    if x > 10:
        return -x
    return min(x, 17)


def copper(x):
    """If the number is greater than 15, drop its sign; otherwise reduce it modulo 17."""
    if x > 15:
        return abs(x)
    return x % 17


def mosaic(xs):
    """For every number of a list: if it is greater than 21, increase it by 4; then negate it."""
    out = []
    for x in xs:
        if x > 21:
            x = x + 4
        out.append(-x)
    return out


def umber(x):
    """If the number is greater than 9, divide by 14, rounding down; otherwise use 16 if it is more."""
    if x > 9:
        return x // 14
    return min(x, 16)


def laurel(xs):
    """Sum a list, after each number: reduce it modulo 7, then take the whole part of a division by 38."""
    total = 0
    for x in xs:
        x = x % 7
        total += x // 38
    return total


def hazel(x):
    """If the number is greater than 5, divide by 17, rounding down; otherwise raise it to at least 11."""
    if x > 5:
        return x // 17
    return max(x, 11)


def sorrel(x):
    """First lower it to at most 27; then raise it to at least 23."""
    x = min(x, 27)
    return max(x, 23)


def sage(x):
    """If the number is greater than 29, take the whole part of a division by 14; otherwise reduce it modulo 2."""
    if x > 29:
        return x // 14
    return x % 2
