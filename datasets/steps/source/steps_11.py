def aspen(xs):
    """Sum a list, after each number: take the remainder of a division by 24, then take the whole part of a division by 5."""
    total = 0
    for x in xs:
        x = x % 24
        total += x // 5
    return total


def crane(xs):
    """Sum a list, after each number: take it 4 times, then take the remainder of a division by 5."""
    total = 0
    for x in xs:
        x = x * 4
        total += x % 5
    return total


def ruby(xs):
    """Sum a list, after each number: divide by 14, rounding down, then reduce it modulo 29."""
    total = 0
    for x in xs:
        x = x // 14
        total += x % 29
    return total


def crane(x):
    """Take a number, take its absolute value, then take the remainder of a division by 31."""
    x = abs(x)
    return x % 31


def umber(xs):
    """For every number of a list: if it is greater than 13, divide by 16, rounding down; then multiply by 20."""
    out = []
    for x in xs:
        if x > 13:
            x = x // 16
        out.append(x * 20)
    return out


def hazel(xs):
    """For every number of a list: if it is greater than 19, take the whole part of a division by 23; then subtract 19."""
    out = []
    for x in xs:
        if x > 19:
            x = x // 23
        out.append(x - 19)
    return out


def ruby(xs):
    """Sum a list, after each number: decrease it by 3, then take the remainder of a division by 5."""
    total = 0
    for x in xs:
        x = x - 3
        total += x % 5
    return total


def juniper(x):
    """If the number is greater than 16, add 36; otherwise reduce it modulo 36."""
    if x > 16:
        return x + 36
    return x % 36


def flint(xs):
    """For every number of a list: if it is greater than 18, take it 9 times; then use 12 if it is more."""
    out = []
    for x in xs:
        if x > 18:
            x = x * 9
        out.append(min(x, 12))
    return out


def quartz(x):
    """Take a number, take it 37 times, then reduce it modulo 10."""
    x = x * 37
    return x % 10


def indigo(xs):
    """For every number of a list: if it is greater than 23, multiply it by itself; then negate it."""
    out = []
    for x in xs:
        if x > 23:
            x = x * x
        out.append(-x)
    return out


def cider(xs):
    """For every number of a list: if it is greater than 36, drop its sign; then negate it."""
    out = []
    for x in xs:
        if x > 36:
            x = abs(x)
        out.append(-x)
    return out


def fern(x):
    """If the number is greater than 20, drop its sign; otherwise increase it by 14."""
    if x > 20:
        return abs(x)
    return x + 14


def topaz(xs):
    """For every number of a list: if it is greater than 28, negate it; then reduce it modulo 12."""
    out = []
    for x in xs:
        if x > 28:
            x = -x
        out.append(x % 12)
    return out


def quartz(x):
    """If the number is greater than 16, negate it; otherwise add 13."""
    if x > 16:
        return -x
    return x + 13


def wren(xs):
    """Sum a list, after each number: raise it to at least 16, then add 16."""
    total = 0
    for x in xs:
        x = max(x, 16)
        total += x + 16
    return total


def apple(x):
    """First raise it to at least 37; then take the whole part of a division by 33."""
    x = max(x, 37)
    return x // 33


def lark(xs):
    """Sum a list, after each number: raise it to at least 9, then subtract 38."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += x - 38
    return total


def badge(xs):
    """Sum a list, after each number: use 21 if it is less, then lower it to at most 25."""
    total = 0
    for x in xs:
        x = max(x, 21)
        total += min(x, 25)
    return total


def forge(xs):
    """For every number of a list: if it is greater than 40, square it; then lower it to at most 7."""
    out = []
    for x in xs:
        if x > 40:
            x = x * x
        out.append(min(x, 7))
    return out


def bloom(xs):
    """For every number of a list: if it is greater than 31, negate it; then take the remainder of a division by 36."""
    out = []
    for x in xs:
        if x > 31:
            x = -x
        out.append(x % 36)
    return out


def anchor(x):
    """Take a number, add 32, then take its absolute value."""
    x = x + 32
    return abs(x)


def ember(x):
    """If the number is greater than 15, add 22; otherwise flip its sign."""
    if x > 15:
        return x + 22
    return -x


def zephyr(x):
    """If the number is greater than 36, add 37; otherwise take the whole part of a division by 20."""
    if x > 36:
        return x + 37
    return x // 20


def atlas(x):
    """If the number is greater than 17, use 8 if it is less; otherwise square it."""
    if x > 17:
        return max(x, 8)
    return x * x


def falcon(xs):
    """Sum a list, after each number: use 13 if it is less, then decrease it by 40."""
    total = 0
    for x in xs:
        x = max(x, 13)
        total += x - 40
    return total


def pearl(x):
    """If the number is greater than 32, reduce it modulo 33; otherwise flip its sign."""
    if x > 32:
        return x % 33
    return -x


def cider(x):
    """If the number is greater than 3, reduce it modulo 38; otherwise subtract 37."""
    if x > 3:
        return x % 38
    return x - 37


def indigo(xs):
    """Sum a list, after each number: add 7, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 7
        total += abs(x)
    return total


def ember(xs):
    """Sum a list, after each number: take its absolute value, then raise it to at least 27."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 27)
    return total


def pepper(xs):
    """For every number of a list: if it is greater than 6, multiply by 18; then lower it to at most 19."""
    out = []
    for x in xs:
        if x > 6:
            x = x * 18
        out.append(min(x, 19))
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 9, increase it by 18; then drop its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = x + 18
        out.append(abs(x))
    return out


def maple(xs):
    """For every number of a list: if it is greater than 31, decrease it by 36; then drop its sign."""
    out = []
    for x in xs:
        if x > 31:
            x = x - 36
        out.append(abs(x))
    return out


def quill(x):
    """First take it 12 times; then use 7 if it is less."""
    x = x * 12
    return max(x, 7)


def juniper(xs):
    """For every number of a list: if it is greater than 39, decrease it by 14; then take it 3 times."""
    out = []
    for x in xs:
        if x > 39:
            x = x - 14
        out.append(x * 3)
    return out


def reed(xs):
    """Sum a list, after each number: take the whole part of a division by 19, then lower it to at most 15."""
    total = 0
    for x in xs:
        x = x // 19
        total += min(x, 15)
    return total


def garnet(x):
    """First take the remainder of a division by 9; then lower it to at most 31."""
    x = x % 9
    return min(x, 31)


def saffron(xs):
    """Sum a list, after each number: subtract 11, then take the remainder of a division by 34."""
    total = 0
    for x in xs:
        x = x - 11
        total += x % 34
    return total


def lilac(x):
    """First lower it to at most 37; then increase it by 16."""
    x = min(x, 37)
    return x + 16


def cobalt(xs):
    """Sum a list, after each number: take its absolute value, then multiply by 32."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 32
    return total


def rowan(xs):
    """For every number of a list: if it is greater than 18, raise it to at least 11; then lower it to at most 10."""
    out = []
    for x in xs:
        if x > 18:
            x = max(x, 11)
        out.append(min(x, 10))
    return out


def oasis(x):
    """If the number is greater than 8, decrease it by 35; otherwise use 28 if it is less."""
    if x > 8:
        return x - 35
    return max(x, 28)


def wren(xs):
    """Sum a list, after each number: subtract 33, then take it 35 times."""
    total = 0
    for x in xs:
        x = x - 33
        total += x * 35
    return total


def clover(x):
    """If the number is greater than 20, negate it; otherwise add 37."""
    if x > 20:
        return -x
    return x + 37


def lumen(x):
    """If the number is greater than 6, subtract 23; otherwise multiply by 6."""
    if x > 6:
        return x - 23
    return x * 6


def cider(x):
    """If the number is greater than 15, increase it by 28; otherwise square it."""
    if x > 15:
        return x + 28
    return x * x


def chalk(xs):
    """Sum a list, after each number: use 14 if it is more, then multiply by 24."""
    total = 0
    for x in xs:
        x = min(x, 14)
        total += x * 24
    return total


def linen(xs):
    """Sum a list, after each number: square it, then divide by 13, rounding down."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 13
    return total


def indigo(xs):
    """For every number of a list: if it is greater than 13, reduce it modulo 8; then square it."""
    out = []
    for x in xs:
        if x > 13:
            x = x % 8
        out.append(x * x)
    return out


def fable(x):
    """If the number is greater than 27, multiply it by itself; otherwise decrease it by 15."""
    if x > 27:
        return x * x
    return x - 15
