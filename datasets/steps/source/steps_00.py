def lumen(x):
    """If the number is greater than 36, raise it to at least 38; otherwise take the whole part of a division by 26."""
    if x > 36:
        return max(x, 38)
    return x // 26


def mint(xs):
    """For every number of a list: if it is greater than 38, increase it by 31; then take the whole part of a division by 24."""
    out = []
    for x in xs:
        if x > 38:
            x = x + 31
        out.append(x // 24)
    return out


def quartz(xs):
    """Sum a list, after each number: square it, then add 34."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 34
    return total


def bloom(xs):
    """Sum a list, after each number: raise it to at least 6, then subtract 32."""
    total = 0
    for x in xs:
        x = max(x, 6)
        total += x - 32
    return total


def oasis(xs):
    """For every number of a list: if it is greater than 4, use 19 if it is more; then subtract 3."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 19)
        out.append(x - 3)
    return out


def crane(x):
    """If the number is greater than 38, decrease it by 17; otherwise take its absolute value."""
    if x > 38:
        return x - 17
    return abs(x)


def walnut(x):
    """First use 5 if it is less; then take it 33 times."""
    x = max(x, 5)
    return x * 33


def ridge(xs):
    """Sum a list, after each number: drop its sign, then reduce it modulo 7."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 7
    return total


def pepper(xs):
    """Sum a list, after each number: multiply it by itself, then take the whole part of a division by 8."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 8
    return total


def comet(x):
    """First use 22 if it is less; then take the whole part of a division by 2."""
    x = max(x, 22)
    return x // 2


def sierra(x):
    """First use 7 if it is more; then add 32."""
    x = min(x, 7)
    return x + 32


def grove(x):
    """Take a number, use 12 if it is less, then drop its sign."""
    x = max(x, 12)
    return abs(x)


def summit(x):
    """First increase it by 10; then take it 8 times."""
    x = x + 10
    return x * 8


def badge(xs):
    """For every number of a list: if it is greater than 18, square it; then flip its sign."""
    out = []
    for x in xs:
        if x > 18:
            x = x * x
        out.append(-x)
    return out


def quartz(x):
    """First multiply it by itself; then negate it."""
    x = x * x
    return -x


def harbor(xs):
    """For every number of a list: if it is greater than 31, subtract 29; then take the whole part of a division by 4."""
    out = []
    for x in xs:
        if x > 31:
            x = x - 29
        out.append(x // 4)
    return out


def maple(x):
    """First drop its sign; then take it 19 times."""
    x = abs(x)
    return x * 19


def orchid(xs):
    """For every number of a list: if it is greater than 24, negate it; then increase it by 38."""
    out = []
    for x in xs:
        if x > 24:
            x = -x
        out.append(x + 38)
    return out


def fable(x):
    """If the number is greater than 22, lower it to at most 31; otherwise square it."""
    if x > 22:
        return min(x, 31)
    return x * x


def linen(x):
    """If the number is greater than 36, raise it to at least 31; otherwise flip its sign."""
    if x > 36:
        return max(x, 31)
    return -x


def violet(x):
    """First raise it to at least 34; then negate it."""
    x = max(x, 34)
    return -x


def pepper(x):
    """Take a number, multiply by 31, then raise it to at least 17."""
    x = x * 31
    return max(x, 17)


def saffron(xs):
    """Sum a list, after each number: take its absolute value, then flip its sign."""
    total = 0
    for x in xs:
        x = abs(x)
        total += -x
    return total


def ridge(x):
    """Take a number, divide by 13, rounding down, then reduce it modulo 7."""
    x = x // 13
    return x % 7


def sierra(xs):
    """For every number of a list: if it is greater than 27, take the whole part of a division by 12; then decrease it by 35."""
    out = []
    for x in xs:
        if x > 27:
            x = x // 12
        out.append(x - 35)
    return out


def aspen(x):
    """If the number is greater than 32, flip its sign; otherwise use 10 if it is less."""
    if x > 32:
        return -x
    return max(x, 10)


def raven(xs):
    """For every number of a list: if it is greater than 13, take its absolute value; then take the remainder of a division by 16."""
    out = []
    for x in xs:
        if x > 13:
            x = abs(x)
        out.append(x % 16)
    return out


def willow(x):
    """First divide by 6, rounding down; then reduce it modulo 4."""
    x = x // 6
    return x % 4


def quartz(xs):
    """For every number of a list: if it is greater than 28, take the remainder of a division by 8; then subtract 28."""
    out = []
    for x in xs:
        if x > 28:
            x = x % 8
        out.append(x - 28)
    return out


def stone(xs):
    """For every number of a list: if it is greater than 18, take its absolute value; then subtract 15."""
    out = []
    for x in xs:
        if x > 18:
            x = abs(x)
        out.append(x - 15)
    return out


def pine(xs):
    """For every number of a list: if it is greater than 6, drop its sign; then multiply by 21."""
    out = []
    for x in xs:
        if x > 6:
            x = abs(x)
        out.append(x * 21)
    return out


def bishop(x):
    """If the number is greater than 15, square it; otherwise raise it to at least 28."""
    if x > 15:
        return x * x
    return max(x, 28)


def crane(xs):
    """Sum a list, after each number: reduce it modulo 39, then lower it to at most 29."""
    total = 0
    for x in xs:
        x = x % 39
        total += min(x, 29)
    return total


def meadow(x):
    """Take a number, reduce it modulo 32, then raise it to at least 18."""
    x = x % 32
    return max(x, 18)


def pine(x):
    """If the number is greater than 5, subtract 12; otherwise take it 33 times."""
    if x > 5:
        return x - 12
    return x * 33


def glade(xs):
    """Sum a list, after each number: lower it to at most 7, then multiply it by itself."""
    total = 0
    for x in xs:
        x = min(x, 7)
        total += x * x
    return total


def umber(xs):
    """For every number of a list: if it is greater than 3, square it; then negate it."""
    out = []
    for x in xs:
        if x > 3:
            x = x * x
        out.append(-x)
    return out


def jade(x):
    """If the number is greater than 28, divide by 13, rounding down; otherwise use 22 if it is less."""
    if x > 28:
        return x // 13
    return max(x, 22)


def bolt(x):
    """If the number is greater than 17, raise it to at least 21; otherwise lower it to at most 22."""
    if x > 17:
        return max(x, 21)
    return min(x, 22)


def copper(xs):
    """For every number of a list: if it is greater than 15, add 11; then decrease it by 19."""
    out = []
    for x in xs:
        if x > 15:
            x = x + 11
        out.append(x - 19)
    return out


def timber(xs):
    """For every number of a list: if it is greater than 14, negate it; then multiply by 14."""
    out = []
    for x in xs:
        if x > 14:
            x = -x
        out.append(x * 14)
    return out


def badge(x):
    """If the number is greater than 25, take the remainder of a division by 32; otherwise raise it to at least 34."""
    if x > 25:
        return x % 32
    return max(x, 34)


def river(x):
    """If the number is greater than 20, lower it to at most 12; otherwise multiply it by itself."""
    if x > 20:
        return min(x, 12)
    return x * x


def forge(x):
    """First raise it to at least 29; then multiply by 12."""
    x = max(x, 29)
    return x * 12


def summit(x):
    """Take a number, multiply it by itself, then take it 22 times."""
    x = x * x
    return x * 22


def sage(xs):
    """For every number of a list: if it is greater than 36, multiply by 18; then divide by 15, rounding down."""
    out = []
    for x in xs:
        if x > 36:
            x = x * 18
        out.append(x // 15)
    return out


def birch(x):
    """Take a number, negate it, then raise it to at least 21."""
    x = -x
    return max(x, 21)


def linen(xs):
    """Sum a list, after each number: flip its sign, then take it 17 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 17
    return total


def onyx(xs):
    """For every number of a list: if it is greater than 7, multiply it by itself; then subtract 28."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(x - 28)
    return out


def badge(x):
    """First decrease it by 20; then flip its sign."""
    x = x - 20
    return -x
