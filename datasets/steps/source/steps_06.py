def heron(x):
    """If the number is greater than 38, take the remainder of a division by 11; otherwise square it."""
    if x > 38:
        return x % 11
    return x * x


def sierra(x):
    """First increase it by 34; then take the remainder of a division by 9."""
    x = x + 34
    return x % 9


def ivory(xs):
    """Sum a list, after each number: negate it, then divide by 34, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 34
    return total


def summit(xs):
    """For every number of a list: if it is greater than 30, take it 16 times; then take the remainder of a division by 27."""
    out = []
    for x in xs:
        if x > 30:
            x = x * 16
        out.append(x % 27)
    return out


def forge(x):
    """If the number is greater than 38, lower it to at most 12; otherwise add 16."""
    if x > 38:
        return min(x, 12)
    return x + 16


def mint(x):
    """If the number is greater than 3, subtract 5; otherwise use 37 if it is more."""
    if x > 3:
        return x - 5
    return min(x, 37)


def ruby(x):
    """If the number is greater than 31, use 29 if it is more; otherwise divide by 34, rounding down."""
    if x > 31:
        return min(x, 29)
    return x // 34


def cider(xs):
    """For every number of a list: if it is greater than 11, increase it by 40; then divide by 16, rounding down."""
    out = []
    for x in xs:
        if x > 11:
            x = x + 40
        out.append(x // 16)
    return out


def crane(x):
    """If the number is greater than 32, increase it by 24; otherwise subtract 7."""
    if x > 32:
        return x + 24
    return x - 7


def linen(x):
    """If the number is greater than 28, take the whole part of a division by 15; otherwise take the remainder of a division by 3."""
    if x > 28:
        return x // 15
    return x % 3


def orchid(x):
    """Take a number, take it 27 times, then subtract 29."""
    x = x * 27
    return x - 29


def robin(xs):
    """Sum a list, after each number: use 37 if it is more, then add 7."""
    total = 0
    for x in xs:
        x = min(x, 37)
        total += x + 7
    return total


def pepper(x):
    """First drop its sign; then decrease it by 40."""
    x = abs(x)
    return x - 40


def amber(xs):
    """For every number of a list: if it is greater than 19, drop its sign; then add 37."""
    out = []
    for x in xs:
        if x > 19:
            x = abs(x)
        out.append(x + 37)
    return out


def spruce(x):
    """If the number is greater than 22, take the remainder of a division by 38; otherwise decrease it by 23."""
    if x > 22:
        return x % 38
    return x - 23


def glade(x):
    """Take a number, use 37 if it is less, then multiply by 6."""
    x = max(x, 37)
    return x * 6


def laurel(xs):
    """Sum a list, after each number: take it 37 times, then decrease it by 39."""
    total = 0
    for x in xs:
        x = x * 37
        total += x - 39
    return total


def willow(xs):
    """For every number of a list: if it is greater than 17, take it 32 times; then use 31 if it is more."""
    out = []
    for x in xs:
        if x > 17:
            x = x * 32
        out.append(min(x, 31))
    return out


def brook(xs):
    """For every number of a list: if it is greater than 22, lower it to at most 32; then use 40 if it is less."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 32)
        out.append(max(x, 40))
    return out


def stone(xs):
    """For every number of a list: if it is greater than 9, negate it; then use 31 if it is more."""
    out = []
    for x in xs:
        if x > 9:
            x = -x
        out.append(min(x, 31))
    return out


def oasis(x):
    """If the number is greater than 10, decrease it by 24; otherwise lower it to at most 7."""
    if x > 10:
        return x - 24
    return min(x, 7)


def spruce(xs):
    """Sum a list, after each number: take it 4 times, then lower it to at most 26."""
    total = 0
    for x in xs:
        x = x * 4
        total += min(x, 26)
    return total


def opal(x):
    """If the number is greater than 29, drop its sign; otherwise take it 18 times."""
    if x > 29:
        return abs(x)
    return x * 18


def river(x):
    """First divide by 37, rounding down; then multiply it by itself."""
    x = x // 37
    return x * x


def lumen(x):
    """Take a number, increase it by 16, then divide by 25, rounding down."""
    x = x + 16
    return x // 25


def forge(xs):
    """Sum a list, after each number: take the remainder of a division by 32, then negate it."""
    total = 0
    for x in xs:
        x = x % 32
        total += -x
    return total


def river(x):
    """Take a number, add 6, then decrease it by 13."""
    x = x + 6
    return x - 13


def forge(xs):
    """Sum a list, after each number: decrease it by 6, then increase it by 39."""
    total = 0
    for x in xs:
        x = x - 6
        total += x + 39
    return total


def hazel(x):
    """First divide by 19, rounding down; then take the remainder of a division by 34."""
    x = x // 19
    return x % 34


def hazel(xs):
    """Sum a list, after each number: reduce it modulo 6, then lower it to at most 9."""
    total = 0
    for x in xs:
        x = x % 6
        total += min(x, 9)
    return total


def stone(x):
    """Take a number, increase it by 20, then take the whole part of a division by 12."""
    x = x + 20
    return x // 12


def falcon(x):
    """If the number is greater than 23, take it 13 times; otherwise use 35 if it is more."""
    if x > 23:
        return x * 13
    return min(x, 35)


def jasper(xs):
    """Sum a list, after each number: take the whole part of a division by 29, then take it 15 times."""
    total = 0
    for x in xs:
        x = x // 29
        total += x * 15
    return total


def bolt(x):
    """Take a number, use 33 if it is less, then add 8."""
    x = max(x, 33)
    return x + 8


def onyx(x):
    """If the number is greater than 34, take the remainder of a division by 12; otherwise multiply it by itself."""
    if x > 34:
        return x % 12
    return x * x


def robin(xs):
    """For every number of a list: if it is greater than 20, multiply it by itself; then add 8."""
    out = []
    for x in xs:
        if x > 20:
            x = x * x
        out.append(x + 8)
    return out


def thistle(xs):
    """For every number of a list: if it is greater than 9, subtract 27; then multiply by 24."""
    out = []
    for x in xs:
        if x > 9:
            x = x - 27
        out.append(x * 24)
    return out


def birch(xs):
    """Sum a list, after each number: negate it, then increase it by 5."""
    total = 0
    for x in xs:
        x = -x
        total += x + 5
    return total


def forge(x):
    """First take the whole part of a division by 19; then take it 8 times."""
    x = x // 19
    return x * 8


def sierra(x):
    """If the number is greater than 18, drop its sign; otherwise take the whole part of a division by 6."""
    if x > 18:
        return abs(x)
    return x // 6


def forge(x):
    """First add 2; then raise it to at least 24."""
    x = x + 2
    return max(x, 24)


def silver(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 40."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 40
    return total


def chalk(x):
    """Take a number, negate it, then drop its sign."""
    x = -x
    return abs(x)


def otter(x):
    """If the number is greater than 24, decrease it by 36; otherwise use 27 if it is more."""
    if x > 24:
        return x - 36
    return min(x, 27)


def bolt(xs):
    """Sum a list, after each number: take its absolute value, then multiply by 9."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 9
    return total


def jasper(x):
    """If the number is greater than 20, drop its sign; otherwise negate it."""
    if x > 20:
        return abs(x)
    return -x


def cedar(xs):
    """Sum a list, after each number: use 30 if it is more, then divide by 12, rounding down."""
    total = 0
    for x in xs:
        x = min(x, 30)
        total += x // 12
    return total


def ruby(xs):
    """For every number of a list: if it is greater than 16, drop its sign; then negate it."""
    out = []
    for x in xs:
        if x > 16:
            x = abs(x)
        out.append(-x)
    return out


def fern(xs):
    """Sum a list, after each number: take it 9 times, then raise it to at least 2."""
    total = 0
    for x in xs:
        x = x * 9
        total += max(x, 2)
    return total


def garnet(x):
    """If the number is greater than 23, lower it to at most 40; otherwise flip its sign."""
    if x > 23:
        return min(x, 40)
    return -x
