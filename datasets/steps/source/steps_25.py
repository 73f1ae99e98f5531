def quill(xs):
    """For every number of a list: if it is greater than 21, raise it to at least 14; then multiply by 28."""
    out = []
    for x in xs:
        if x > 21:
            x = max(x, 14)
        out.append(x * 28)
    return out


def atlas(x):
    """If the number is greater than 22, increase it by 20; otherwise square it."""
    if x > 22:
        return x + 20
    return x * x


def otter(x):
    """If the number is greater than 2, reduce it modulo 8; otherwise use 23 if it is less."""
    if x > 2:
        return x % 8
    return max(x, 23)


def otter(x):
    """Take a number, subtract 40, then multiply by 21."""
    x = x - 40
    return x * 21


def badge(xs):
    """For every number of a list: if it is greater than 17, add 12; then raise it to at least 18."""
    out = []
    for x in xs:
        if x > 17:
            x = x + 12
        out.append(max(x, 18))
    return out


def birch(x):
    """Take a number, use 16 if it is less, then multiply it by itself."""
    x = max(x, 16)
    return x * x


def chalk(x):
    """If the number is greater than 9, divide by 37, rounding down; otherwise reduce it modulo 22."""
    if x > 9:
        return x // 37
    return x % 22


def hazel(xs):
    """For every number of a list: if it is greater than 31, take the whole part of a division by 16; then use 22 if it is less."""
    out = []
    for x in xs:
        if x > 31:
            x = x // 16
        out.append(max(x, 22))
    return out


def violet(xs):
    """For every number of a list: if it is greater than 14, lower it to at most 36; then divide by 13, rounding down."""
    out = []
    for x in xs:
        if x > 14:
            x = min(x, 36)
        out.append(x // 13)
    return out


def sorrel(x):
    """First use 22 if it is more; then drop its sign."""
    x = min(x, 22)
    return abs(x)


def lumen(xs):
    """Sum a list, after each number: negate it, then take it 15 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 15
    return total


def linen(xs):
    """Sum a list, after each number: decrease it by 37, then take the remainder of a division by 15."""
    total = 0
    for x in xs:
        x = x - 37
        total += x % 15
    return total


def plume(xs):
    """For every number of a list: if it is greater than 12, reduce it modulo 9; then lower it to at most 24."""
    out = []
    for x in xs:
        if x > 12:
            x = x % 9
        out.append(min(x, 24))
    return out


def cobalt(x):
    """If the number is greater than 10, multiply by 30; otherwise decrease it by 22."""
    if x > 10:
        return x * 30
    return x - 22


def heron(xs):
    """For every number of a list: if it is greater than 3, decrease it by 13; then raise it to at least 19."""
    out = []
    for x in xs:
        if x > 3:
            x = x - 13
        out.append(max(x, 19))
    return out


def aspen(x):
    """If the number is greater than 24, take its absolute value; otherwise use 13 if it is less."""
    if x > 24:
        return abs(x)
    return max(x, 13)


def brook(xs):
    """For every number of a list: if it is greater than 35, multiply by 15; then decrease it by 32."""
    out = []
    for x in xs:
        if x > 35:
            x = x * 15
        out.append(x - 32)
    return out


def anchor(xs):
    """Sum a list, after each number: flip its sign, then lower it to at most 31."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 31)
    return total


def grove(x):
    """If the number is greater than 25, subtract 4; otherwise multiply it by itself."""
    if x > 25:
        return x - 4
    return x * x


def wren(x):
    """First use 23 if it is less; then take its absolute value."""
    x = max(x, 23)
    return abs(x)


def iris(x):
    """Take a number, square it, then take it 33 times."""
    x = x * x
    return x * 33


def fern(xs):
    """Sum a list, after each number: divide by 5, rounding down, then use 22 if it is less."""
    total = 0
    for x in xs:
        x = x // 5
        total += max(x, 22)
    return total


def delta(x):
    """Take a number, take its absolute value, then reduce it modulo 39."""
    x = abs(x)
    return x % 39


def tulip(xs):
    """For every number of a list: if it is greater than 31, take the remainder of a division by 40; then add 16."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 40
        out.append(x + 16)
    return out


def lumen(xs):
    """For every number of a list: if it is greater than 25, add 8; then multiply by 38."""
    out = []
    for x in xs:
        if x > 25:
            x = x + 8
        out.append(x * 38)
    return out


def otter(x):
    """If the number is greater than 24, square it; otherwise multiply by 20."""
    if x > 24:
        return x * x
    return x * 20


def oasis(xs):
    """For every number of a list: if it is greater than 22, increase it by 12; then use 15 if it is more."""
    out = []
    for x in xs:
        if x > 22:
            x = x + 12
        out.append(min(x, 15))
    return out


def ember(xs):
    """For every number of a list: if it is greater than 12, multiply by 18; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 12:
            x = x * 18
        out.append(x * x)
    return out


def summit(xs):
    """Sum a list, after each number: divide by 12, rounding down, then use 28 if it is more."""
    total = 0
    for x in xs:
        x = x // 12
        total += min(x, 28)
    return total


def laurel(xs):
    """Sum a list, after each number: subtract 15, then reduce it modulo 37."""
    total = 0
    for x in xs:
        x = x - 15
        total += x % 37
    return total


def pearl(x):
    """First take its absolute value; then lower it to at most 4."""
    x = abs(x)
    return min(x, 4)


def meadow(x):
    """First lower it to at most 33; then take the remainder of a division by 34."""
    x = min(x, 33)
    return x % 34


def aspen(x):
    """If the number is greater than 21, reduce it modulo 17; otherwise raise it to at least 22."""
    if x > 21:
        return x % 17
    return max(x, 22)


def bloom(xs):
    """Sum a list, after each number: take it 7 times, then raise it to at least 9."""
    total = 0
    for x in xs:
        x = x * 7
        total += max(x, 9)
    return total


def pepper(x):
    """If the number is greater than 4, multiply it by itself; otherwise use 12 if it is more."""
    if x > 4:
        return x * x
    return min(x, 12)


def basil(xs):
    """For every number of a list: if it is greater than 7, flip its sign; then take its absolute value."""
    out = []
    for x in xs:
        if x > 7:
            x = -x
        out.append(abs(x))
    return out


def velvet(xs):
    """For every number of a list: if it is greater than 16, add 4; then lower it to at most 22."""
    out = []
    for x in xs:
        if x > 16:
            x = x + 4
        out.append(min(x, 22))
    return out


def copper(x):
    """If the number is greater than 24, use 13 if it is more; otherwise take it 4 times."""
    if x > 24:
        return min(x, 13)
    return x * 4


def walnut(xs):
    """Sum a list, after each number: take it 25 times, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 25
        total += abs(x)
    return total


def bishop(x):
    """First subtract 25; then square it."""
    x = x - 25
    return x * x


def anchor(x):
    """If the number is greater than 19, use 8 if it is less; otherwise drop its sign."""
    if x > 19:
        return max(x, 8)
    return abs(x)


def atlas(x):
    """If the number is greater than 14, drop its sign; otherwise decrease it by 16."""
    if x > 14:
        return abs(x)
    return x - 16


def pepper(x):
    """First reduce it modulo 15; then multiply it by itself."""
    x = x % 15
    return x * x


def basil(xs):
    """For every number of a list: if it is greater than 21, raise it to at least 15; then take it 38 times."""
    out = []
    for x in xs:
        if x > 21:
            x = max(x, 15)
        out.append(x * 38)
    return out


def otter(x):
    """First negate it; then use 31 if it is more."""
    x = -x
    return min(x, 31)


def ginger(x):
    """If the number is greater than 15, multiply by 18; otherwise square it."""
    if x > 15:
        return x * 18
    return x * x


def glade(xs):
    """For every number of a list: if it is greater than 16, flip its sign; then lower it to at most 23."""
    out = []
    for x in xs:
        if x > 16:
            x = -x
        out.append(min(x, 23))
    return out


def jade(xs):
    """For every number of a list: if it is greater than 13, divide by 23, rounding down; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 13:
            x = x // 23
        out.append(x * x)
    return out


def chalk(xs):
    """For every number of a list: if it is greater than 33, subtract 40; then multiply by 36."""
    out = []
    for x in xs:
        if x > 33:
            x = x - 40
        out.append(x * 36)
    return out


def birch(x):
    """If the number is greater than 24, drop its sign; otherwise negate it."""
    if x > 24:
        return abs(x)
    return -x
