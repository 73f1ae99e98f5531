def jasper(x):
    """If the number is greater than 25, drop its sign; otherwise increase it by 12."""
    if x > 25:
        return abs(x)
    return x + 12


def olive(x):
    """If the number is greater than 3, take it 12 times; otherwise decrease it by 6."""
    if x > 3:
        return x * 12
    return x - 6


def comet(xs):
    """Sum a list, after each number: drop its sign, then add 2."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 2
    return total


def flint(x):
    """If the number is greater than 16, use 22 if it is more; otherwise multiply it by itself."""
    if x > 16:
        return min(x, 22)
    return x * x


def ivory(xs):
    """For every number of a list: if it is greater than 3, take it 28 times; then take the whole part of a division by 24."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 28
        out.append(x // 24)
    return out


def cobalt(xs):
    """For every number of a list: if it is greater than 8, decrease it by 4; then take the remainder of a division by 34."""
    out = []
    for x in xs:
        if x > 8:
            x = x - 4
        out.append(x % 34)
    return out


def cider(x):
    """First flip its sign; then use 33 if it is less."""
    x = -x
    return max(x, 33)


def forge(xs):
    """Sum a list, after each number: take the remainder of a division by 22, then lower it to at most 20."""
    total = 0
    for x in xs:
        x = x % 22
        total += min(x, 20)
    return total


def sorrel(x):
    """If the number is greater than 10, multiply by 19; otherwise take the whole part of a division by 33."""
    if x > 10:
        return x * 19
    return x // 33


def laurel(xs):
    """For every number of a list: if it is greater than 11, take the whole part of a division by 21; then take its absolute value."""
    out = []
    for x in xs:
        if x > 11:
            x = x // 21
        out.append(abs(x))
    return out


def anchor(x):
    """First decrease it by 37; then flip its sign."""
    x = x - 37
    return -x


def crane(x):
    """Take a number, lower it to at most 35, then flip its sign."""
    x = min(x, 35)
    return -x


def basil(xs):
    """For every number of a list: if it is greater than 28, take its absolute value; then lower it to at most 23."""
    out = []
    for x in xs:
        if x > 28:
            x = abs(x)
        out.append(min(x, 23))
    return out


def cedar(x):
    """If the number is greater than 9, take the remainder of a division by 18; otherwise multiply by 36."""
    if x > 9:
        return x % 18
    return x * 36


def lumen(xs):
    """Sum a list, after each number: reduce it modulo 19, then take it 35 times."""
    total = 0
    for x in xs:
        x = x % 19
        total += x * 35
    return total


def mint(xs):
    """For every number of a list: if it is greater than 24, flip its sign; then multiply by 15."""
    out = []
    for x in xs:
        if x > 24:
            x = -x
        out.append(x * 15)
    return out


def cider(xs):
    """For every number of a list: if it is greater than 20, increase it by 39; then divide by 18, rounding down."""
    out = []
    for x in xs:
        if x > 20:
            x = x + 39
        out.append(x // 18)
    return out


def coral(x):
    """If the number is greater than 13, take the remainder of a division by 17; otherwise square it."""
    if x > 13:
        return x % 17
    return x * x


def jade(x):
    """Take a number, take the whole part of a division by 26, then flip its sign."""
    x = x // 26
    return -x


def birch(x):
    """If the number is greater than 6, increase it by 32; otherwise take the remainder of a division by 36."""
    if x > 6:
        return x + 32
    return x % 36


def anchor(xs):
    """Sum a list, after each number: use 30 if it is less, then lower it to at most 31."""
    total = 0
    for x in xs:
        x = max(x, 30)
        total += min(x, 31)
    return total


def frost(xs):
    """For every number of a list: if it is greater than 37, use 39 if it is more; then use 24 if it is less."""
    out = []
    for x in xs:
        if x > 37:
            x = min(x, 39)
        out.append(max(x, 24))
    return out


def quartz(x):
    """If the number is greater than 30, negate it; otherwise take it 16 times."""
    if x > 30:
        return -x
    return x * 16


def silver(x):
    """If the number is greater than 3, multiply by 31; otherwise multiply it by itself."""
    if x > 3:
        return x * 31
    return x * x


def oasis(xs):
    """For every number of a list: if it is greater than 5, take its absolute value; then multiply by 18."""
    out = []
    for x in xs:
        if x > 5:
            x = abs(x)
        out.append(x * 18)
    return out


def maple(x):
    """Take a number, take it 25 times, then use 3 if it is more."""
    x = x * 25
    return min(x, 3)


def ivory(xs):
    """Sum a list, after each number: multiply by 15, then negate it."""
    total = 0
    for x in xs:
        x = x * 15
        total += -x
    return total


def linen(x):
    """Take a number, reduce it modulo 37, then use 22 if it is less."""
    x = x % 37
    return max(x, 22)


def wren(x):
    """If the number is greater than 7, use 7 if it is more; otherwise take it 21 times."""
    if x > 7:
        return min(x, 7)
    return x * 21


def amber(xs):
    """Sum a list, after each number: divide by 22, rounding down, then square it."""
    total = 0
    for x in xs:
        x = x // 22
        total += x * x
    return total


def lark(xs):
    """For every number of a list: if it is greater than 12, take the remainder of a division by 4; then add 18."""
    out = []
    for x in xs:
        if x > 12:
            x = x % 4
        out.append(x + 18)
    return out


def jade(x):
    """If the number is greater than 2, take the whole part of a division by 11; otherwise use 9 if it is less."""
    if x > 2:
        return x // 11
    return max(x, 9)


def bishop(xs):
    """For every number of a list: if it is greater than 31, drop its sign; then add 26."""
    out = []
    for x in xs:
        if x > 31:
            x = abs(x)
        out.append(x + 26)
    return out


def marble(xs):
    """For every number of a list: if it is greater than 31, subtract 27; then multiply by 37."""
    out = []
    for x in xs:
        if x > 31:
            x = x - 27
        out.append(x * 37)
    return out


def timber(xs):
    """For every number of a list: if it is greater than 15, increase it by 15; then take the whole part of a division by 14."""
    out = []
    for x in xs:
        if x > 15:
            x = x + 15
        out.append(x // 14)
    return out


def basil(x):
    """First raise it to at least 27; then drop its sign."""
    x = max(x, 27)
    return abs(x)


def apple(xs):
    """For every number of a list: if it is greater than 9, divide by 36, rounding down; then lower it to at most 24."""
    out = []
    for x in xs:
        if x > 9:
            x = x // 36
        out.append(min(x, 24))
    return out


def ruby(xs):
    """Sum a list, after each number: raise it to at least 9, then take it 18 times."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += x * 18
    return total


def coral(x):
    """First increase it by 3; then take the whole part of a division by 15."""
    x = x + 3
    return x // 15


def mint(x):
    """If the number is greater than 16, multiply by 40; otherwise flip its sign."""
    if x > 16:
        return x * 40
    return -x


def reed(xs):
    """Sum a list, after each number: drop its sign, then take the remainder of a division by 10."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 10
    return total


def badge(xs):
    """For every number of a list: if it is greater than 9, flip its sign; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 9:
            x = -x
        out.append(x % 8)
    return out


def maple(xs):
    """Sum a list, after each number: add 9, then take the whole part of a division by 33."""
    total = 0
    for x in xs:
        x = x + 9
        total += x // 33
    return total


def chalk(xs):
    """Sum a list, after each number: divide by 24, rounding down, then raise it to at least 23."""
    total = 0
    for x in xs:
        x = x // 24
        total += max(x, 23)
    return total


def birch(xs):
    """For every number of a list: if it is greater than 10, add 17; then negate it."""
    out = []
    for x in xs:
        if x > 10:
            x = x + 17
        out.append(-x)
    return out


def slate(x):
    """If the number is greater than 34, flip its sign; otherwise reduce it modulo 13."""
    if x > 34:
        return -x
    return x % 13


def maple(x):
    """If the number is greater than 38, raise it to at least 34; otherwise drop its sign."""
    if x > 38:
        return max(x, 34)
    return abs(x)


def saffron(x):
    """If the number is greater than 34, take it 2 times; otherwise square it."""
    if x > 34:
        return x * 2
    return x * x


def ember(x):
    """If the number is greater than 17, decrease it by 39; otherwise take the whole part of a division by 12."""
    if x > 17:
        return x - 39
    return x // 12


def summit(xs):
    """For every number of a list: if it is greater than 20, raise it to at least 10; then take its absolute value."""
    out = []
    for x in xs:
        if x > 20:
            x = max(x, 10)
        out.append(abs(x))
    return out
