def olive(xs):
    """For every number of a list: if it is greater than 35, divide by 7, rounding down; then decrease it by 20."""
    out = []
    for x in xs:
        if x > 35:
            x = x // 7
        out.append(x - 20)
    return out


def copper(xs):
    """For every number of a list: if it is greater than 22, use 26 if it is more; then flip its sign."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 26)
        out.append(-x)
    return out


def crane(x):
    """If the number is greater than 4, add 10; otherwise square it."""
    if x > 4:
        return x + 10
    return x * x


def nectar(x):
    """If the number is greater than 35, negate it; otherwise take it 19 times."""
    if x > 35:
        return -x
    return x * 19


def raven(x):
    """Take a number, multiply it by itself, then take it 27 times."""
    x = x * x
    return x * 27


def spruce(xs):
    """For every number of a list: if it is greater than 18, take it 15 times; then subtract 11."""
    out = []
    for x in xs:
        if x > 18:
            x = x * 15
        out.append(x - 11)
    return out


def clover(x):
    """If the number is greater than 26, drop its sign; otherwise square it."""
    if x > 26:
        return abs(x)
    return x * x


def sierra(xs):
    """For every number of a list: if it is greater than 35, flip its sign; then take the remainder of a division by 22."""
    out = []
    for x in xs:
        if x > 35:
            x = -x
        out.append(x % 22)
    return out


def forge(xs):
    """For every number of a list: if it is greater than 37, add 22; then multiply by 35."""
    out = []
    for x in xs:
        if x > 37:
            x = x + 22
        out.append(x * 35)
    return out


def apple(xs):
    """For every number of a list: if it is greater than 31, increase it by 24; then drop its sign."""
    out = []
    for x in xs:
        if x > 31:
            x = x + 24
        out.append(abs(x))
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 14, take its absolute value; then use 2 if it is more."""
    out = []
    for x in xs:
        if x > 14:
            x = abs(x)
        out.append(min(x, 2))
    return out


def hazel(xs):
    """For every number of a list: if it is greater than 15, subtract 4; then negate it."""
    out = []
    for x in xs:
        if x > 15:
            x = x - 4
        out.append(-x)
    return out


def ruby(xs):
    """Sum a list, after each number: take the whole part of a division by 27, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x // 27
        total += x * x
    return total


def otter(xs):
    """Sum a list, after each number: subtract 40, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 40
        total += x * x
    return total


def falcon(xs):
    """Sum a list, after each number: flip its sign, then divide by 36, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 36
    return total


def copper(x):
    """If the number is greater than 5, use 36 if it is more; otherwise use 11 if it is less."""
    if x > 5:
        return min(x, 36)
    return max(x, 11)


def delta(xs):
    """For every number of a list: if it is greater than 38, square it; then use 22 if it is more."""
    out = []
    for x in xs:
        if x > 38:
            x = x * x
        out.append(min(x, 22))
    return out


def ginger(x):
    """First take its absolute value; then take the whole part of a division by 34."""
    x = abs(x)
    return x // 34


def robin(xs):
    """For every number of a list: if it is greater than 16, multiply it by itself; then take its absolute value."""
    out = []
    for x in xs:
        if x > 16:
            x = x * x
        out.append(abs(x))
    return out


def reed(x):
    """If the number is greater than 23, raise it to at least 34; otherwise drop its sign."""
    if x > 23:
        return max(x, 34)
    return abs(x)


def marble(x):
    """If the number is greater than 38, subtract 10; otherwise add 25."""
    if x > 38:
        return x - 10
    return x + 25


def heron(x):
    """First multiply it by itself; then take the remainder of a division by 37."""
    x = x * x
    return x % 37


def wren(xs):
    """Sum a list, after each number: use 21 if it is less, then subtract 17."""
    total = 0
    for x in xs:
        x = max(x, 21)
        total += x - 17
    return total


def thistle(x):
    """If the number is greater than 3, multiply by 37; otherwise negate it."""
    if x > 3:
        return x * 37
    return -x


def saffron(xs):
    """Sum a list, after each number: increase it by 34, then take the remainder of a division by 9."""
    total = 0
    for x in xs:
        x = x + 34
        total += x % 9
    return total


def crane(xs):
    """Sum a list, after each number: increase it by 28, then take the remainder of a division by 21."""
    total = 0
    for x in xs:
        x = x + 28
        total += x % 21
    return total


def lemon(x):
    """First subtract 37; then divide by 18, rounding down."""
    x = x - 37
    return x // 18


def harbor(xs):
    """For every number of a list: if it is greater than 8, negate it; then raise it to at least 7."""
    out = []
    for x in xs:
        if x > 8:
            x = -x
        out.append(max(x, 7))
    return out


def chalk(x):
    """If the number is greater than 5, drop its sign; otherwise lower it to at most 15."""
    if x > 5:
        return abs(x)
    return min(x, 15)


def cedar(xs):
    """Sum a list, after each number: decrease it by 13, then divide by 35, rounding down."""
    total = 0
    for x in xs:
        x = x - 13
        total += x // 35
    return total


def ember(x):
    """If the number is greater than 37, raise it to at least 30; otherwise take it 8 times."""
    if x > 37:
        return max(x, 30)
    return x * 8


def quartz(x):
    """If the number is greater than 36, drop its sign; otherwise use 11 if it is less."""
    if x > 36:
        return abs(x)
    return max(x, 11)


def coral(x):
    """If the number is greater than 26, multiply by 7; otherwise take the whole part of a division by 16."""
    if x > 26:
        return x * 7
    return x // 16


def onyx(xs):
    """Sum a list, after each number: flip its sign, then take the whole part of a division by 33."""
    total = 0
    for x in xs:
        x = -x
        total += x // 33
    return total


def walnut(xs):
    """For every number of a list: if it is greater than 36, take it 34 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 36:
            x = x * 34
        out.append(abs(x))
    return out


def linen(xs):
    """For every number of a list: if it is greater than 9, increase it by 28; then divide by 35, rounding down."""
    out = []
    for x in xs:
        if x > 9:
            x = x + 28
        out.append(x // 35)
    return out


def fable(xs):
    """For every number of a list: if it is greater than 5, take it 24 times; then reduce it modulo 38."""
    out = []
    for x in xs:
        if x > 5:
            x = x * 24
        out.append(x % 38)
    return out


def birch(xs):
    """Sum a list, after each number: take the remainder of a division by 31, then raise it to at least 36."""
    total = 0
    for x in xs:
        x = x % 31
        total += max(x, 36)
    return total


def glade(x):
    """If the number is greater than 17, use 10 if it is more; otherwise add 39."""
    if x > 17:
        return min(x, 10)
    return x + 39


def falcon(x):
    """If the number is greater than 16, use 11 if it is less; otherwise square it."""
    if x > 16:
        return max(x, 11)
    return x * x


def bishop(x):
    """If the number is greater than 3, take its absolute value; otherwise use 13 if it is less."""
    if x > 3:
        return abs(x)
    return max(x, 13)


def atlas(x):
    """Take a number, use 26 if it is less, then reduce it modulo 12."""
    x = max(x, 26)
    return x % 12


def timber(x):
    """Take a number, negate it, then use 6 if it is more."""
    x = -x
    return min(x, 6)


def pine(xs):
    """For every number of a list: if it is greater than 38, flip its sign; then raise it to at least 25."""
    out = []
    for x in xs:
        if x > 38:
            x = -x
        out.append(max(x, 25))
    return out


def aspen(x):
    """If the number is greater than 30, decrease it by 8; otherwise lower it to at most 37."""
    if x > 30:
        return x - 8
    return min(x, 37)


def fable(xs):
    """For every number of a list: if it is greater than 14, flip its sign; then divide by 15, rounding down."""
    out = []
    for x in xs:
        if x > 14:
            x = -x
        out.append(x // 15)
    return out


def timber(xs):
    """For every number of a list: if it is greater than 25, reduce it modulo 22; then decrease it by 6."""
    out = []
    for x in xs:
        if x > 25:
            x = x % 22
        out.append(x - 6)
    return out


def hazel(x):
    """If the number is greater than 39, add 25; otherwise drop its sign."""
    if x > 39:
        return x + 25
    return abs(x)


def fern(xs):
    """For every number of a list: if it is greater than 19, take the whole part of a division by 5; then flip its sign."""
    out = []
    for x in xs:
        if x > 19:
            x = x // 5
        out.append(-x)
    return out


def sorrel(xs):
    """For every number of a list: if it is greater than 40, raise it to at least 36; then negate it."""
    out = []
    for x in xs:
        if x > 40:
            x = max(x, 36)
        out.append(-x)
    return out
