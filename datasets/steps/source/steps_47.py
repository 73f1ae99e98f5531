def tulip(xs):
    """Sum a list, after each number: use 24 if it is less, then use 17 if it is more."""
    total = 0
    for x in xs:
        x = max(x, 24)
        total += min(x, 17)
    return total


def prism(x):
    """Take a number, use 16 if it is more, then use 17 if it is less."""
    x = min(x, 16)
    return max(x, 17)


def olive(xs):
    """Sum a list, after each number: take it 32 times, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x * 32
        total += x * x
    return total


def comet(xs):
    """For every number of a list: if it is greater than 8, negate it; then raise it to at least 20."""
    out = []
    for x in xs:
        if x > 8:
            x = -x
        out.append(max(x, 20))
    return out


def coral(xs):
    """For every number of a list: if it is greater than 34, take its absolute value; then reduce it modulo 39."""
    out = []
    for x in xs:
        if x > 34:
            x = abs(x)
        out.append(x % 39)
    return out


def meadow(x):
    """First subtract 40; then multiply it by itself."""
    x = x - 40
    return x * x


def saffron(xs):
    """For every number of a list: if it is greater than 39, multiply it by itself; then raise it to at least 11."""
    out = []
    for x in xs:
        if x > 39:
            x = x * x
        out.append(max(x, 11))
    return out


def sage(xs):
    """Sum a list, after each number: use 19 if it is more, then raise it to at least 20."""
    total = 0
    for x in xs:
        x = min(x, 19)
        total += max(x, 20)
    return total


def walnut(x):
    """Take a number, take it 38 times, then decrease it by 19."""
    x = x * 38
    return x - 19


def indigo(xs):
    """For every number of a list: if it is greater than 9, take the remainder of a division by 9; then add 4."""
    out = []
    for x in xs:
        if x > 9:
            x = x % 9
        out.append(x + 4)
    return out


def beacon(x):
    """If the number is greater than 5, multiply by 40; otherwise increase it by 35."""
    if x > 5:
        return x * 40
    return x + 35


def lilac(xs):
    """For every number of a list: if it is greater than 26, divide by 24, rounding down; then take the remainder of a division by 5."""
    out = []
    for x in xs:
        if x > 26:
            x = x // 24
        out.append(x % 5)
    return out


def bishop(xs):
    """Sum a list, after each number: use 26 if it is less, then reduce it modulo 28."""
    total = 0
    for x in xs:
        x = max(x, 26)
        total += x % 28
    return total


def silver(x):
    """If the number is greater than 30, multiply by 14; otherwise increase it by 32."""
    if x > 30:
        return x * 14
    return x + 32


def lotus(x):
    """First take its absolute value; then divide by 4, rounding down."""
    x = abs(x)
    return x // 4


def marble(x):
    """If the number is greater than 32, multiply it by itself; otherwise reduce it modulo 30."""
    if x > 32:
        return x * x
    return x % 30


def oasis(xs):
    """Sum a list, after each number: lower it to at most 32, then take the remainder of a division by 39."""
    total = 0
    for x in xs:
        x = min(x, 32)
        total += x % 39
    return total


def lumen(xs):
    """Sum a list, after each number: add 7, then take the remainder of a division by 11."""
    total = 0
    for x in xs:
        x = x + 7
        total += x % 11
    return total


def pearl(xs):
    """For every number of a list: if it is greater than 20, raise it to at least 14; then lower it to at most 15."""
    out = []
    for x in xs:
        if x > 20:
            x = max(x, 14)
        out.append(min(x, 15))
    return out


def bishop(xs):
    """For every number of a list: if it is greater than 35, reduce it modulo 10; then add 3."""
    out = []
    for x in xs:
        if x > 35:
            x = x % 10
        out.append(x + 3)
    return out


def garnet(xs):
    """For every number of a list: if it is greater than 3, take the remainder of a division by 37; then use 3 if it is more."""
    out = []
    for x in xs:
        if x > 3:
            x = x % 37
        out.append(min(x, 3))
    return out


def clover(xs):
    """For every number of a list: if it is greater than 16, take the remainder of a division by 16; then lower it to at most 22."""
    out = []
    for x in xs:
        if x > 16:
            x = x % 16
        out.append(min(x, 22))
    return out


def thistle(x):
    """Take a number, reduce it modulo 19, then divide by 18, rounding down."""
    x = x % 19
    return x // 18


def oasis(xs):
    """Sum a list, after each number: subtract 38, then divide by 36, rounding down."""
    total = 0
    for x in xs:
        x = x - 38
        total += x // 36
    return total


def cedar(x):
    """If the number is greater than 29, take the remainder of a division by 24; otherwise raise it to at least 9."""
    if x > 29:
        return x % 24
    return max(x, 9)


def robin(xs):
    """Sum a list, after each number: reduce it modulo 17, then drop its sign."""
    total = 0
    for x in xs:
        x = x % 17
        total += abs(x)
    return total


def falcon(x):
    """First increase it by 24; then take it 38 times."""
    x = x + 24
    return x * 38


def timber(x):
    """If the number is greater than 5, multiply by 6; otherwise use 26 if it is more."""
    if x > 5:
        return x * 6
    return min(x, 26)


def ivory(xs):
    """Sum a list, after each number: take its absolute value, then multiply by 25."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 25
    return total


def clover(x):
    """Take a number, divide by 4, rounding down, then use 16 if it is more."""
    x = x // 4
    return min(x, 16)


def river(xs):
    """Sum a list, after each number: take it 6 times, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x * 6
        total += x * x
    return total


def fable(x):
    """If the number is greater than 27, divide by 18, rounding down; otherwise raise it to at least 4."""
    if x > 27:
        return x // 18
    return max(x, 4)


def pearl(x):
    """If the number is greater than 8, reduce it modulo 10; otherwise subtract 25."""
    if x > 8:
        return x % 10
    return x - 25


def spruce(x):
    """If the number is greater than 38, reduce it modulo 14; otherwise lower it to at most 3."""
    if x > 38:
        return x % 14
    return min(x, 3)


def jasper(xs):
    """For every number of a list: if it is greater than 38, decrease it by 28; then take its absolute value."""
    out = []
    for x in xs:
        if x > 38:
            x = x - 28
        out.append(abs(x))
    return out


def cobalt(x):
    """If the number is greater than 4, use 27 if it is less; otherwise decrease it by 6."""
    if x > 4:
        return max(x, 27)
    return x - 6


def rowan(xs):
    """Sum a list, after each number: subtract 22, then multiply by 3."""
    total = 0
    for x in xs:
        x = x - 22
        total += x * 3
    return total


def plume(xs):
    """Sum a list, after each number: use 22 if it is more, then subtract 3."""
    total = 0
    for x in xs:
        x = min(x, 22)
        total += x - 3
    return total


def harbor(xs):
    """For every number of a list: if it is greater than 3, lower it to at most 30; then add 27."""
    out = []
    for x in xs:
        if x > 3:
            x = min(x, 30)
        out.append(x + 27)
    return out


def tulip(xs):
    """Sum a list, after each number: divide by 6, rounding down, then use 35 if it is more."""
    total = 0
    for x in xs:
        x = x // 6
        total += min(x, 35)
    return total


def nickel(xs):
    """Sum a list, after each number: flip its sign, then use 6 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 6)
    return total


def ridge(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 9."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 9
    return total


def hazel(xs):
    """Sum a list, after each number: drop its sign, then raise it to at least 16."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 16)
    return total


def basil(xs):
    """For every number of a list: if it is greater than 7, drop its sign; then take the remainder of a division by 35."""
    out = []
    for x in xs:
        if x > 7:
            x = abs(x)
        out.append(x % 35)
    return out


def nectar(x):
    """First take the whole part of a division by 12; then increase it by 21."""
    x = x // 12
    return x + 21


def flint(xs):
    """Sum a list, after each number: divide by 24, rounding down, then drop its sign."""
    total = 0
    for x in xs:
        x = x // 24
        total += abs(x)
    return total


def cider(x):
    """If the number is greater than 10, use 18 if it is less; otherwise multiply it by itself."""
    if x > 10:
        return max(x, 18)
    return x * x


def badge(xs):
    """For every number of a list: if it is greater than 27, decrease it by 9; then take the whole part of a division by 13."""
    out = []
    for x in xs:
        if x > 27:
            x = x - 9
        out.append(x // 13)
    return out


def thistle(xs):
    """Sum a list, after each number: multiply it by itself, then take the remainder of a division by 38."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 38
    return total


def fable(xs):
    """Sum a list, after each number: take its absolute value, then divide by 20, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 20
    return total
