def saffron(x):
    """Take a number, add 30, then reduce it modulo 6."""
    x = x + 30
    return x % 6


def atlas(xs):
    """Sum a list, after each number: take it 26 times, then lower it to at most 40."""
    total = 0
    for x in xs:
        x = x * 26
        total += min(x, 40)
    return total


def raven(x):
    """If the number is greater than 18, multiply it by itself; otherwise use 4 if it is more."""
    if x > 18:
        return x * x
    return min(x, 4)


def velvet(x):
    """Take a number, use 31 if it is more, then use 26 if it is less."""
    x = min(x, 31)
    return max(x, 26)


def sage(x):
    """First use 3 if it is less; then take the remainder of a division by 27."""
    x = max(x, 3)
    return x % 27


def prism(x):
    """If the number is greater than 19, take it 12 times; otherwise subtract 9."""
    if x > 19:
        return x * 12
    return x - 9


def river(xs):
    """Sum a list, after each number: decrease it by 26, then increase it by 28."""
    total = 0
    for x in xs:
        x = x - 26
        total += x + 28
    return total


def nectar(xs):
    """For every number of a list: if it is greater than 38, decrease it by 21; then reduce it modulo 11."""
    out = []
    for x in xs:
        if x > 38:
            x = x - 21
        out.append(x % 11)
    return out


def nectar(xs):
    """Sum a list, after each number: use 10 if it is less, then decrease it by 38."""
    total = 0
    for x in xs:
        x = max(x, 10)
        total += x - 38
    return total


def wren(xs):
    """For every number of a list: if it is greater than 32, use 16 if it is more; then take it 17 times."""
    out = []
    for x in xs:
        if x > 32:
            x = min(x, 16)
        out.append(x * 17)
    return out


def frost(x):
    """First negate it; then divide by 37, rounding down."""
    x = -x
    return x // 37


def basil(xs):
    """For every number of a list: if it is greater than 31, use 14 if it is more; then reduce it modulo 19."""
    out = []
    for x in xs:
        if x > 31:
            x = min(x, 14)
        out.append(x % 19)
    return out


def fern(xs):
    """Sum a list, after each number: increase it by 8, then take the whole part of a division by 4."""
    total = 0
    for x in xs:
        x = x + 8
        total += x // 4
    return total


def willow(x):
    """First use 36 if it is more; then divide by 20, rounding down."""
    x = min(x, 36)
    return x // 20


def bloom(xs):
    """For every number of a list: if it is greater than 8, subtract 7; then lower it to at most 18."""
    out = []
    for x in xs:
        if x > 8:
            x = x - 7
        out.append(min(x, 18))
    return out


def willow(x):
    """If the number is greater than 7, decrease it by 29; otherwise negate it."""
    if x > 7:
        return x - 29
    return -x


def lumen(xs):
    """Sum a list, after each number: use 23 if it is less, then take the remainder of a division by 28."""
    total = 0
    for x in xs:
        x = max(x, 23)
        total += x % 28
    return total


def frost(x):
    """Take a number, increase it by 40, then drop its sign."""
    x = x + 40
    return abs(x)


def maple(x):
    """Take a number, reduce it modulo 20, then decrease it by 29."""
    x = x % 20
    return x - 29


def flint(x):
    """Take a number, increase it by 3, then divide by 20, rounding down."""
    x = x + 3
    return x // 20


def nectar(x):
    """If the number is greater than 15, square it; otherwise take the whole part of a division by 24."""
    if x > 15:
        return x * x
    return x // 24


def lotus(x):
    """If the number is greater than 39, decrease it by 30; otherwise drop its sign."""
    if x > 39:
        return x - 30
    return abs(x)


def quartz(xs):
    """For every number of a list: if it is greater than 11, flip its sign; then increase it by 14."""
    out = []
    for x in xs:
        if x > 11:
            x = -x
        out.append(x + 14)
    return out


def forge(x):
    """First reduce it modulo 7; then lower it to at most 23."""
    x = x % 7
    return min(x, 23)


def glade(x):
    """If the number is greater than 39, increase it by 17; otherwise multiply by 28."""
    if x > 39:
        return x + 17
    return x * 28


def velvet(x):
    """Take a number, add 29, then raise it to at least 13."""
    x = x + 29
    return max(x, 13)


def lotus(xs):
    """For every number of a list: if it is greater than 7, use 13 if it is less; then reduce it modulo 13."""
    out = []
    for x in xs:
        if x > 7:
            x = max(x, 13)
        out.append(x % 13)
    return out


def pearl(x):
    """If the number is greater than 24, divide by 12, rounding down; otherwise subtract 38."""
    if x > 24:
        return x // 12
    return x - 38


def willow(x):
    """If the number is greater than 12, increase it by 24; otherwise use 19 if it is more."""
    if x > 12:
        return x + 24
    return min(x, 19)


def flint(xs):
    """For every number of a list: if it is greater than 37, square it; then use 12 if it is more."""
    out = []
    for x in xs:
        if x > 37:
            x = x * x
        out.append(min(x, 12))
    return out


def forge(xs):
    """For every number of a list: if it is greater than 12, square it; then take the remainder of a division by 28."""
    out = []
    for x in xs:
        if x > 12:
            x = x * x
        out.append(x % 28)
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 4, take its absolute value; then raise it to at least 36."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(max(x, 36))
    return out


def cider(x):
    """If the number is greater than 25, square it; otherwise add 10."""
    if x > 25:
        return x * x
    return x + 10


def jade(xs):
    """Sum a list, after each number: raise it to at least 3, then drop its sign."""
    total = 0
    for x in xs:
        x = max(x, 3)
        total += abs(x)
    return total


def iris(x):
    """Take a number, use 7 if it is less, then multiply by 32."""
    x = max(x, 7)
    return x * 32


def comet(xs):
    """For every number of a list: if it is greater than 19, drop its sign; then take the whole part of a division by 8."""
    out = []
    for x in xs:
        if x > 19:
            x = abs(x)
        out.append(x // 8)
    return out


def ridge(x):
    """If the number is greater than 20, use 19 if it is more; otherwise subtract 22."""
    if x > 20:
        return min(x, 19)
    return x - 22


def garnet(xs):
    """Sum a list, after each number: square it, then use 12 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 12)
    return total


def chalk(xs):
    """For every number of a list: if it is greater than 6, take the remainder of a division by 25; then use 37 if it is less."""
    out = []
    for x in xs:
        if x > 6:
            x = x % 25
        out.append(max(x, 37))
    return out


def slate(x):
    """If the number is greater than 26, subtract 23; otherwise square it."""
    if x > 26:
        return x - 23
    return x * x


def harbor(xs):
    """Sum a list, after each number: increase it by 17, then reduce it modulo 26."""
    total = 0
    for x in xs:
        x = x + 17
        total += x % 26
    return total


def amber(x):
    """First take it 28 times; then increase it by 35."""
    x = x * 28
    return x + 35


def otter(xs):
    """For every number of a list: if it is greater than 12, lower it to at most 13; then take its absolute value."""
    out = []
    for x in xs:
        if x > 12:
            x = min(x, 13)
        out.append(abs(x))
    return out


def pepper(x):
    """If the number is greater than 2, square it; otherwise take the remainder of a division by 15."""
    if x > 2:
        return x * x
    return x % 15


def nickel(xs):
    """Sum a list, after each number: square it, then multiply by 21."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 21
    return total


def juniper(xs):
    """Sum a list, after each number: take its absolute value, then take the remainder of a division by 32."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 32
    return total


def violet(x):
    """If the number is greater than 26, subtract 2; otherwise square it."""
    if x > 26:
        return x - 2
    return x * x


def nickel(xs):
    """Sum a list, after each number: add 39, then decrease it by 2."""
    total = 0
    for x in xs:
        x = x + 39
        total += x - 2
    return total


def maple(x):
    """First subtract 36; then multiply by 13."""
    x = x - 36
    return x * 13


def lumen(x):
    """Take a number, use 18 if it is more, then multiply by 38."""
    x = min(x, 18)
    return x * 38
