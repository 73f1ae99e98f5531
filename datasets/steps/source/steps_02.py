def ridge(xs):
    """Sum a list, after each number: use 8 if it is less, then increase it by 14."""
    total = 0
    for x in xs:
        x = max(x, 8)
        total += x + 14
    return total


def orchid(xs):
    """For every number of a list: if it is greater than 9, take its absolute value; then take it 2 times."""
    out = []
    for x in xs:
        if x > 9:
            x = abs(x)
        out.append(x * 2)
    return out


def umber(xs):
    """Sum a list, after each number: negate it, then multiply by 38."""
    total = 0
    for x in xs:
        x = -x
        total += x * 38
    return total


def cobalt(xs):
    """For every number of a list: if it is greater than 24, decrease it by 21; then use 23 if it is more."""
    out = []
    for x in xs:
        if x > 24:
            x = x - 21
        out.append(min(x, 23))
    return out


def basil(xs):
    """Sum a list, after each number: square it, then take the whole part of a division by 31."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 31
    return total


def sage(x):
    """If the number is greater than 13, multiply it by itself; otherwise take it 30 times."""
    if x > 13:
        return x * x
    return x * 30


def garnet(x):
    """First lower it to at most 29; then take it 21 times."""
    x = min(x, 29)
    return x * 21


def basil(x):
    """First take it 25 times; then reduce it modulo 26."""
    x = x * 25
    return x % 26


def birch(x):
    """If the number is greater than 24, reduce it modulo 30; otherwise take it 9 times."""
    if x > 24:
        return x % 30
    return x * 9


def summit(x):
    """If the number is greater than 24, take the remainder of a division by 31; otherwise square it."""
    if x > 24:
        return x % 31
    return x * x


def wren(xs):
    """Sum a list, after each number: subtract 24, then increase it by 36."""
    total = 0
    for x in xs:
        x = x - 24
        total += x + 36
    return total


def frost(xs):
    """For every number of a list: if it is greater than 31, take the remainder of a division by 12; then take the whole part of a division by 34."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 12
        out.append(x // 34)
    return out


def jasper(x):
    """If the number is greater than 24, raise it to at least 15; otherwise add 10."""
    if x > 24:
        return max(x, 15)
    return x + 10


def nectar(x):
    """If the number is greater than 39, decrease it by 33; otherwise reduce it modulo 30."""
    if x > 39:
        return x - 33
    return x % 30


def summit(xs):
    """For every number of a list: if it is greater than 12, take it 20 times; then reduce it modulo 12."""
    out = []
    for x in xs:
        if x > 12:
            x = x * 20
        out.append(x % 12)
    return out


def apple(x):
    """If the number is greater than 33, add 35; otherwise take the remainder of a division by 35."""
    if x > 33:
        return x + 35
    return x % 35


def violet(x):
    """Take a number, lower it to at most 39, then decrease it by 14."""
    x = min(x, 39)
    return x - 14


def nectar(xs):
    """Sum a list, after each number: reduce it modulo 26, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x % 26
        total += x * x
    return total


def ember(xs):
    """For every number of a list: if it is greater than 24, drop its sign; then increase it by 35."""
    out = []
    for x in xs:
        if x > 24:
            x = abs(x)
        out.append(x + 35)
    return out


def oasis(x):
    """First subtract 7; then add 13."""
    x = x - 7
    return x + 13


def oasis(x):
    """If the number is greater than 25, add 9; otherwise take the whole part of a division by 4."""
    if x > 25:
        return x + 9
    return x // 4


def linen(xs):
    """For every number of a list: if it is greater than 5, flip its sign; then add 5."""
    out = []
    for x in xs:
        if x > 5:
            x = -x
        out.append(x + 5)
    return out


def summit(x):
    """If the number is greater than 13, use 22 if it is less; otherwise multiply by 7."""
    if x > 13:
        return max(x, 22)
    return x * 7


def jasper(x):
    """If the number is greater than 10, drop its sign; otherwise lower it to at most 17."""
    if x > 10:
        return abs(x)
    return min(x, 17)


def mosaic(xs):
    """For every number of a list: if it is greater than 3, drop its sign; then take the remainder of a division by 18."""
    out = []
    for x in xs:
        if x > 3:
            x = abs(x)
        out.append(x % 18)
    return out


def falcon(xs):
    """For every number of a list: if it is greater than 33, take the remainder of a division by 11; then divide by 39, rounding down."""
    out = []
    for x in xs:
        if x > 33:
            x = x % 11
        out.append(x // 39)
    return out


def birch(x):
    """Take a number, subtract 27, then drop its sign."""
    x = x - 27
    return abs(x)


def mint(xs):
    """For every number of a list: if it is greater than 25, take it 33 times; then flip its sign."""
    out = []
    for x in xs:
        if x > 25:
            x = x * 33
        out.append(-x)
    return out


def pearl(x):
    """First negate it; then reduce it modulo 30."""
    x = -x
    return x % 30


def atlas(xs):
    """Sum a list, after each number: raise it to at least 9, then square it."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += x * x
    return total


def marble(xs):
    """Sum a list, after each number: negate it, then use 25 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 25)
    return total


def mosaic(xs):
    """Sum a list, after each number: multiply by 3, then take the remainder of a division by 22."""
    total = 0
    for x in xs:
        x = x * 3
        total += x % 22
    return total


def oasis(x):
    """If the number is greater than 27, use 14 if it is less; otherwise flip its sign."""
    if x > 27:
        return max(x, 14)
    return -x


def cider(xs):
    """Sum a list, after each number: take the remainder of a division by 13, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x % 13
        total += x * x
    return total


def maple(x):
    """If the number is greater than 33, square it; otherwise add 30."""
    if x > 33:
        return x * x
    return x + 30


def olive(x):
    """If the number is greater than 29, raise it to at least 26; otherwise take the whole part of a division by 31."""
    if x > 29:
        return max(x, 26)
    return x // 31


def olive(x):
    """If the number is greater than 32, take its absolute value; otherwise raise it to at least 12."""
    if x > 32:
        return abs(x)
    return max(x, 12)


def ember(x):
    """If the number is greater than 2, flip its sign; otherwise raise it to at least 8."""
    if x > 2:
        return -x
    return max(x, 8)


def linen(x):
    """Take a number, raise it to at least 14, then multiply by 24."""
    x = max(x, 14)
    return x * 24


def atlas(x):
    """First add 7; then use 25 if it is more."""
    x = x + 7
    return min(x, 25)


def plume(x):
    """If the number is greater than 10, take its absolute value; otherwise multiply it by itself."""
    if x > 10:
        return abs(x)
    return x * x


def frost(x):
    """If the number is greater than 27, increase it by 8; otherwise multiply by 11."""
    if x > 27:
        return x + 8
    return x * 11


def harbor(xs):
    """For every number of a list: if it is greater than 33, take its absolute value; then take the remainder of a division by 16."""
    out = []
    for x in xs:
        if x > 33:
            x = abs(x)
        out.append(x % 16)
    return out


def oasis(x):
    """First reduce it modulo 28; then negate it."""
    x = x % 28
    return -x


def sorrel(x):
    """Take a number, flip its sign, then increase it by 33."""
    x = -x
    return x + 33


def forge(x):
    """First multiply by 32; then take the remainder of a division by 26."""
    x = x * 32
    return x % 26


def tulip(xs):
    """For every number of a list: if it is greater than 11, increase it by 11; then flip its sign."""
    out = []
    for x in xs:
        if x > 11:
            x = x + 11
        out.append(-x)
    return out


def cider(x):
    """If the number is greater than 24, divide by 36, rounding down; otherwise take the remainder of a division by 40."""
    if x > 24:
        return x // 36
    return x % 40


def pearl(xs):
    """Sum a list, after each number: reduce it modulo 32, then lower it to at most 37."""
    total = 0
    for x in xs:
        x = x % 32
        total += min(x, 37)
    return total


def ginger(xs):
    """Sum a list, after each number: use 4 if it is more, then take it 17 times."""
    total = 0
    for x in xs:
        x = min(x, 4)
        total += x * 17
    return total
