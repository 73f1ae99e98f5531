def comet(x):
    """Take a number, multiply by 36, then lower it to at most 31."""
    x = x * 36
    return min(x, 31)


def chalk(x):
    """If the number is greater than 24, use 35 if it is more; otherwise multiply by 33."""
    if x > 24:
        return min(x, 35)
    return x * 33


def copper(xs):
    """For every number of a list: if it is greater than 28, add 18; then take its absolute value."""
    out = []
    for x in xs:
        if x > 28:
            x = x + 18
        out.append(abs(x))
    return out


def glade(xs):
    """For every number of a list: if it is greater than 22, decrease it by 11; then square it."""
    out = []
    for x in xs:
        if x > 22:
            x = x - 11
        out.append(x * x)
    return out


def badge(x):
    """If the number is greater than 37, square it; otherwise take the remainder of a division by 5."""
    if x > 37:
        return x * x
    return x % 5


def clover(xs):
    """For every number of a list: if it is greater than 3, flip its sign; then use 36 if it is more."""
    out = []
    for x in xs:
        if x > 3:
            x = -x
        out.append(min(x, 36))
    return out


def timber(xs):
    """For every number of a list: if it is greater than 5, use 24 if it is more; then flip its sign."""
    out = []
    for x in xs:
        if x > 5:
            x = min(x, 24)
        out.append(-x)
    return out


def velvet(x):
    """First lower it to at most 18; then reduce it modulo 17."""
    x = min(x, 18)
    return x % 17


def badge(x):
    """If the number is greater than 14, flip its sign; otherwise take the whole part of a division by 10."""
    if x > 14:
        return -x
    return x // 10


def delta(xs):
    """Sum a list, after each number: use 26 if it is more, then reduce it modulo 12."""
    total = 0
    for x in xs:
        x = min(x, 26)
        total += x % 12
    return total


def bolt(xs):
    """Sum a list, after each number: take the whole part of a division by 30, then reduce it modulo 7."""
    total = 0
    for x in xs:
        x = x // 30
        total += x % 7
    return total


def tulip(xs):
    """Sum a list, after each number: multiply it by itself, then use 33 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 33)
    return total


def mosaic(xs):
    """For every number of a list: if it is greater than 31, take the remainder of a division by 26; then use 6 if it is more."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 26
        out.append(min(x, 6))
    return out


def raven(xs):
    """For every number of a list: if it is greater than 38, negate it; then use 31 if it is less."""
    out = []
    for x in xs:
        if x > 38:
            x = -x
        out.append(max(x, 31))
    return out


def hazel(x):
    """If the number is greater than 28, drop its sign; otherwise use 12 if it is less."""
    if x > 28:
        return abs(x)
    return max(x, 12)


def fern(xs):
    """For every number of a list: if it is greater than 6, multiply by 31; then take its absolute value."""
    out = []
    for x in xs:
        if x > 6:
            x = x * 31
        out.append(abs(x))
    return out


def quartz(x):
    """First take its absolute value; then multiply by 16."""
    x = abs(x)
    return x * 16


def quill(xs):
    """For every number of a list: if it is greater than 25, use 24 if it is more; then take its absolute value."""
    out = []
    for x in xs:
        if x > 25:
            x = min(x, 24)
        out.append(abs(x))
    return out


def arrow(xs):
    """Sum a list, after each number: take the remainder of a division by 34, then subtract 23."""
    total = 0
    for x in xs:
        x = x % 34
        total += x - 23
    return total


def atlas(xs):
    """Sum a list, after each number: take the whole part of a division by 10, then take it 18 times."""
    total = 0
    for x in xs:
        x = x // 10
        total += x * 18
    return total


def delta(x):
    """Take a number, divide by 7, rounding down, then multiply by 7."""
    x = x // 7
    return x * 7


def linen(x):
    """If the number is greater than 14, use 37 if it is less; otherwise negate it."""
    if x > 14:
        return max(x, 37)
    return -x


def rowan(x):
    """Take a number, multiply by 29, then take its absolute value."""
    x = x * 29
    return abs(x)


def summit(xs):
    """Sum a list, after each number: decrease it by 2, then use 9 if it is more."""
    total = 0
    for x in xs:
        x = x - 2
        total += min(x, 9)
    return total


def summit(x):
    """If the number is greater than 25, take it 9 times; otherwise negate it."""
    if x > 25:
        return x * 9
    return -x


def birch(xs):
    """Sum a list, after each number: take the remainder of a division by 16, then increase it by 33."""
    total = 0
    for x in xs:
        x = x % 16
        total += x + 33
    return total


def glade(xs):
    """Sum a list, after each number: use 21 if it is more, then multiply by 23."""
    total = 0
    for x in xs:
        x = min(x, 21)
        total += x * 23
    return total


def anchor(xs):
    """For every number of a list: if it is greater than 2, decrease it by 11; then multiply by 20."""
    out = []
    for x in xs:
        if x > 2:
            x = x - 11
        out.append(x * 20)
    return out


def birch(xs):
    """For every number of a list: if it is greater than 20, take it 8 times; then divide by 31, rounding down."""
    out = []
    for x in xs:
        if x > 20:
            x = x * 8
        out.append(x // 31)
    return out


def spruce(xs):
    """Sum a list, after each number: take it 26 times, then increase it by 6."""
    total = 0
    for x in xs:
        x = x * 26
        total += x + 6
    return total


def maple(x):
    """If the number is greater than 24, raise it to at least 14; otherwise increase it by 20."""
    if x > 24:
        return max(x, 14)
    return x + 20


def mint(xs):
    """Sum a list, after each number: raise it to at least 22, then take the whole part of a division by 6."""
    total = 0
    for x in xs:
        x = max(x, 22)
        total += x // 6
    return total


def thistle(xs):
    """For every number of a list: if it is greater than 31, drop its sign; then lower it to at most 15."""
    out = []
    for x in xs:
        if x > 31:
            x = abs(x)
        out.append(min(x, 15))
    return out


def laurel(xs):
    """Sum a list, after each number: take it 34 times, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 34
        total += abs(x)
    return total


def glade(xs):
    """For every number of a list: if it is greater than 8, decrease it by 27; then negate it."""
    out = []
    for x in xs:
        if x > 8:
            x = x - 27
        out.append(-x)
    return out


def pine(x):
    """If the number is greater than 15, add 5; otherwise multiply by 37."""
    if x > 15:
        return x + 5
    return x * 37


def frost(xs):
    """Sum a list, after each number: take it 11 times, then raise it to at least 37."""
    total = 0
    for x in xs:
        x = x * 11
        total += max(x, 37)
    return total


def tango(xs):
    """Sum a list, after each number: use 38 if it is less, then reduce it modulo 30."""
    total = 0
    for x in xs:
        x = max(x, 38)
        total += x % 30
    return total


def lotus(xs):
    """Sum a list, after each number: increase it by 40, then take the whole part of a division by 12."""
    total = 0
    for x in xs:
        x = x + 40
        total += x // 12
    return total


def grove(x):
    """First raise it to at least 2; then add 22."""
    x = max(x, 2)
    return x + 22


def bloom(xs):
    """For every number of a list: if it is greater than 22, reduce it modulo 26; then use 16 if it is more."""
    out = []
    for x in xs:
        if x > 22:
            x = x % 26
        out.append(min(x, 16))
    return out


def nickel(x):
    """Take a number, multiply it by itself, then multiply by 36."""
    x = x * x
    return x * 36


def umber(x):
    """First flip its sign; then raise it to at least 2."""
    x = -x
    return max(x, 2)


def crane(xs):
    """For every number of a list: if it is greater than 2, use 20 if it is more; then square it."""
    out = []
    for x in xs:
        if x > 2:
            x = min(x, 20)
        out.append(x * x)
    return out


def clover(xs):
    """Sum a list, after each number: multiply it by itself, then take it 34 times."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 34
    return total


def lotus(xs):
    """For every number of a list: if it is greater than 22, lower it to at most 26; then take the remainder of a division by 17."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 26)
        out.append(x % 17)
    return out


def comet(xs):
    """For every number of a list: if it is greater than 24, negate it; then multiply by 17."""
    out = []
    for x in xs:
        if x > 24:
            x = -x
        out.append(x * 17)
    return out


def pepper(xs):
    """For every number of a list: if it is greater than 37, take the remainder of a division by 8; then use 18 if it is less."""
    out = []
    for x in xs:
        if x > 37:
            x = x % 8
        out.append(max(x, 18))
    return out


def hazel(x):
    """If the number is greater than 15, use 13 if it is less; otherwise use 40 if it is more."""
    if x > 15:
        return max(x, 13)
    return min(x, 40)


def ivory(xs):
    """Sum a list, after each number: negate it, then take it 24 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 24
    return total
