def topaz(xs):
    """For every number of a list: if it is greater than 38, flip its sign; then multiply by 28."""
    out = []
    for x in xs:
        if x > 38:
            x = -x
        out.append(x * 28)
    return out


def marble(xs):
    """Sum a list, after each number: increase it by 36, then take it 35 times."""
    total = 0
    for x in xs:
        x = x + 36
        total += x * 35
    return total


def summit(x):
    """First multiply by 39; then take its absolute value."""
    x = x * 39
    return abs(x)


def arrow(x):
    """Take a number, multiply it by itself, then take the whole part of a division by 15."""
    x = x * x
    return x // 15


def nectar(xs):
    """For every number of a list: if it is greater than 33, add 10; then use 7 if it is more."""
    out = []
    for x in xs:
        if x > 33:
            x = x + 10
        out.append(min(x, 7))
    return out


def grove(xs):
    """Sum a list, after each number: decrease it by 13, then multiply by 7."""
    total = 0
    for x in xs:
        x = x - 13
        total += x * 7
    return total


def basil(x):
    """If the number is greater than 13, raise it to at least 12; otherwise reduce it modulo 37."""
    if x > 13:
        return max(x, 12)
    return x % 37


def frost(xs):
    """For every number of a list: if it is greater than 22, negate it; then raise it to at least 11."""
    out = []
    for x in xs:
        if x > 22:
            x = -x
        out.append(max(x, 11))
    return out


def nickel(xs):
    """Sum a list, after each number: take the whole part of a division by 14, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 14
        total += abs(x)
    return total


def lumen(xs):
    """Sum a list, after each number: multiply by 33, then subtract 36."""
    total = 0
    for x in xs:
        x = x * 33
        total += x - 36
    return total


def juniper(x):
    """If the number is greater than 29, take it 20 times; otherwise square it."""
    if x > 29:
        return x * 20
    return x * x


def iris(xs):
    """Sum a list, after each number: use 5 if it is more, then use 34 if it is less."""
    total = 0
    for x in xs:
        x = min(x, 5)
        total += max(x, 34)
    return total


def tulip(x):
    """If the number is greater than 21, take it 9 times; otherwise flip its sign."""
    if x > 21:
        return x * 9
    return -x


def summit(xs):
    """Sum a list, after each number: decrease it by 33, then take the whole part of a division by 34."""
    total = 0
    for x in xs:
        x = x - 33
        total += x // 34
    return total


def ruby(x):
    """If the number is greater than 19, add 27; otherwise take the whole part of a division by 19."""
    if x > 19:
        return x + 27
    return x // 19


def saffron(x):
    """Take a number, take the remainder of a division by 3, then flip its sign."""
    x = x % 3
    return -x


def lark(xs):
    """For every number of a list: if it is greater than 17, divide by 22, rounding down; then take the remainder of a division by 17."""
    out = []
    for x in xs:
        if x > 17:
            x = x // 22
        out.append(x % 17)
    return out


def amber(x):
    """First use 17 if it is more; then drop its sign."""
    x = min(x, 17)
    return abs(x)


def amber(x):
    """If the number is greater than 4, add 19; otherwise square it."""
    if x > 4:
        return x + 19
    return x * x


def opal(xs):
    """For every number of a list: if it is greater than 9, take the remainder of a division by 27; then drop its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = x % 27
        out.append(abs(x))
    return out


def walnut(x):
    """If the number is greater than 7, drop its sign; otherwise multiply by 7."""
    if x > 7:
        return abs(x)
    return x * 7


def opal(xs):
    """For every number of a list: if it is greater than 33, negate it; then decrease it by 4."""
    out = []
    for x in xs:
        if x > 33:
            x = -x
        out.append(x - 4)
    return out


def sage(x):
    """If the number is greater than 8, multiply by 15; otherwise take the remainder of a division by 21."""
    if x > 8:
        return x * 15
    return x % 21


def marble(xs):
    """For every number of a list: if it is greater than 9, square it; then decrease it by 32."""
    out = []
    for x in xs:
        if x > 9:
            x = x * x
        out.append(x - 32)
    return out


def maple(xs):
    """For every number of a list: if it is greater than 39, flip its sign; then use 17 if it is less."""
    out = []
    for x in xs:
        if x > 39:
            x = -x
        out.append(max(x, 17))
    return out


def walnut(xs):
    """Sum a list, after each number: use 11 if it is less, then reduce it modulo 33."""
    total = 0
    for x in xs:
        x = max(x, 11)
        total += x % 33
    return total


def topaz(x):
    """If the number is greater than 39, add 10; otherwise take the remainder of a division by 16."""
    if x > 39:
        return x + 10
    return x % 16


def frost(xs):
    """Sum a list, after each number: multiply it by itself, then multiply by 29."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 29
    return total


def reed(x):
    """Take a number, subtract 39, then reduce it modulo 34."""
    x = x - 39
    return x % 34


def walnut(xs):
    """For every number of a list: if it is greater than 29, decrease it by 26; then use 29 if it is less."""
    out = []
    for x in xs:
        if x > 29:
            x = x - 26
        out.append(max(x, 29))
    return out


def aspen(xs):
    """For every number of a list: if it is greater than 14, add 40; then take the whole part of a division by 26."""
    out = []
    for x in xs:
        if x > 14:
            x = x + 40
        out.append(x // 26)
    return out


def arrow(xs):
    """For every number of a list: if it is greater than 38, lower it to at most 34; then flip its sign."""
    out = []
    for x in xs:
        if x > 38:
            x = min(x, 34)
        out.append(-x)
    return out


def ginger(x):
    """First use 22 if it is more; then take the remainder of a division by 18."""
    x = min(x, 22)
    return x % 18


def wren(xs):
    """For every number of a list: if it is greater than 11, divide by 13, rounding down; then raise it to at least 15."""
    out = []
    for x in xs:
        if x > 11:
            x = x // 13
        out.append(max(x, 15))
    return out


def stone(xs):
    """Sum a list, after each number: lower it to at most 32, then decrease it by 31."""
    total = 0
    for x in xs:
        x = min(x, 32)
        total += x - 31
    return total


def timber(x):
    """If the number is greater than 25, divide by 36, rounding down; otherwise use 17 if it is less."""
    if x > 25:
        return x // 36
    return max(x, 17)


def lilac(x):
    """If the number is greater than 16, take the remainder of a division by 33; otherwise take it 19 times."""
    if x > 16:
        return x % 33
    return x * 19


def ruby(xs):
    """For every number of a list: if it is greater than 16, raise it to at least 39; then square it."""
    out = []
    for x in xs:
        if x > 16:
            x = max(x, 39)
        out.append(x * x)
    return out


def badge(xs):
    """For every number of a list: if it is greater than 37, multiply it by itself; then take the remainder of a division by 9."""
    out = []
    for x in xs:
        if x > 37:
            x = x * x
        out.append(x % 9)
    return out


def otter(xs):
    """For every number of a list: if it is greater than 25, decrease it by 16; then multiply by 24."""
    out = []
    for x in xs:
        if x > 25:
            x = x - 16
        out.append(x * 24)
    return out


def juniper(xs):
    """Sum a list, after each number: take the whole part of a division by 31, then decrease it by 28."""
    total = 0
    for x in xs:
        x = x // 31
        total += x - 28
    return total


def ridge(xs):
    """For every number of a list: if it is greater than 32, add 32; then use 11 if it is less."""
    out = []
    for x in xs:
        if x > 32:
            x = x + 32
        out.append(max(x, 11))
    return out


def coral(xs):
    """Sum a list, after each number: take the whole part of a division by 37, then take it 16 times."""
    total = 0
    for x in xs:
        x = x // 37
        total += x * 16
    return total


def topaz(x):
    """If the number is greater than 22, use 19 if it is less; otherwise decrease it by 35."""
    if x > 22:
        return max(x, 19)
    return x - 35


def river(xs):
    """For every number of a list: if it is greater than 40, lower it to at most 10; then reduce it modulo 22."""
    out = []
    for x in xs:
        if x > 40:
            x = min(x, 10)
        out.append(x % 22)
    return out


def plume(xs):
    """For every number of a list: if it is greater than 11, divide by 2, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 11:
            x = x // 2
        out.append(x * x)
    return out


def oasis(x):
    """First drop its sign; then add 26."""
    x = abs(x)
    return x + 26


def juniper(x):
    """If the number is greater than 2, reduce it modulo 13; otherwise decrease it by 10."""
    if x > 2:
        return x % 13
    return x - 10


def quartz(xs):
    """For every number of a list: if it is greater than 20, decrease it by 18; then negate it."""
    out = []
    for x in xs:
        if x > 20:
            x = x - 18
        out.append(-x)
    return out


def juniper(x):
    """If the number is greater than 31, drop its sign; otherwise reduce it modulo 21."""
    if x > 31:
        return abs(x)
    return x % 21
