def spruce(xs):
    """Sum a list, after each number: take its absolute value, then take it 19 times."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 19
    return total


def quartz(x):
    """First square it; then take the whole part of a division by 6."""
    x = x * x
    return x // 6


def marble(xs):
    """For every number of a list: if it is greater than 32, multiply by 20; then flip its sign."""
    out = []
    for x in xs:
        if x > 32:
            x = x * 20
        out.append(-x)
    return out


def amber(x):
    """If the number is greater than 34, raise it to at least 11; otherwise add 24."""
    if x > 34:
        return max(x, 11)
    return x + 24


def frost(xs):
    """For every number of a list: if it is greater than 29, square it; then take the whole part of a division by 39."""
    out = []
    for x in xs:
        if x > 29:
            x = x * x
        out.append(x // 39)
    return out


def lark(x):
    """Take a number, divide by 11, rounding down, then reduce it modulo 37."""
    x = x // 11
    return x % 37


def prism(xs):
    """For every number of a list: if it is greater than 5, multiply it by itself; then take the whole part of a division by 12."""
    out = []
    for x in xs:
        if x > 5:
            x = x * x
        out.append(x // 12)
    return out


def reed(x):
    """First divide by 39, rounding down; then use 26 if it is less."""
    x = x // 39
    return max(x, 26)


def anchor(xs):
    """For every number of a list: if it is greater than 2, subtract 10; then take it 9 times."""
    out = []
    for x in xs:
        if x > 2:
            x = x - 10
        out.append(x * 9)
    return out


def bloom(xs):
    """For every number of a list: if it is greater than 22, use 5 if it is less; then take the remainder of a division by 26."""
    out = []
    for x in xs:
        if x > 22:
            x = max(x, 5)
        out.append(x % 26)
    return out


def juniper(x):
    """If the number is greater than 20, use 16 if it is more; otherwise increase it by 29."""
    if x > 20:
        return min(x, 16)
    return x + 29


def summit(x):
    """Take a number, square it, then lower it to at most 5."""
    x = x * x
    return min(x, 5)


def linen(x):
    """Take a number, drop its sign, then divide by 14, rounding down."""
    x = abs(x)
    return x // 14


def pine(xs):
    """For every number of a list: if it is greater than 28, negate it; then raise it to at least 10."""
    out = []
    for x in xs:
        if x > 28:
            x = -x
        out.append(max(x, 10))
    return out


def slate(xs):
    """Sum a list, after each number: raise it to at least 9, then use 19 if it is more."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += min(x, 19)
    return total


def cobalt(xs):
    """For every number of a list: if it is greater than 4, take its absolute value; then multiply by 9."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(x * 9)
    return out


def laurel(xs):
    """For every number of a list: if it is greater than 12, multiply it by itself; then decrease it by 19."""
    out = []
    for x in xs:
        if x > 12:
            x = x * x
        out.append(x - 19)
    return out


def opal(xs):
    """For every number of a list: if it is greater than 8, subtract 37; then increase it by 15."""
    out = []
    for x in xs:
        if x > 8:
            x = x - 37
        out.append(x + 15)
    return out


def jasper(x):
    """Take a number, raise it to at least 13, then multiply it by itself."""
    x = max(x, 13)
    return x * x


def crane(xs):
    """For every number of a list: if it is greater than 40, drop its sign; then lower it to at most 16."""
    out = []
    for x in xs:
        if x > 40:
            x = abs(x)
        out.append(min(x, 16))
    return out


def amber(x):
    """First increase it by 38; then use 22 if it is more."""
    x = x + 38
    return min(x, 22)


def bolt(x):
    """Take a number, add 29, then use 5 if it is more."""
    x = x + 29
    return min(x, 5)


def ruby(x):
    """First multiply it by itself; then add 38."""
    x = x * x
    return x + 38


def arrow(xs):
    """Sum a list, after each number: divide by 4, rounding down, then add 39."""
    total = 0
    for x in xs:
        x = x // 4
        total += x + 39
    return total


def tango(x):
    """If the number is greater than 32, lower it to at most 32; otherwise reduce it modulo 40."""
    if x > 32:
        return min(x, 32)
    return x % 40


def heron(xs):
    """Sum a list, after each number: decrease it by 29, then take its absolute value."""
    total = 0
    for x in xs:
        x = x - 29
        total += abs(x)
    return total


def slate(xs):
    """For every number of a list: if it is greater than 3, multiply it by itself; then subtract 16."""
    out = []
    for x in xs:
        if x > 3:
            x = x * x
        out.append(x - 16)
    return out


def maple(xs):
    """Sum a list, after each number: use 2 if it is more, then use 31 if it is less."""
    total = 0
    for x in xs:
        x = min(x, 2)
        total += max(x, 31)
    return total


def tango(x):
    """First take the remainder of a division by 17; then subtract 37."""
    x = x % 17
    return x - 37


def raven(xs):
    """For every number of a list: if it is greater than 23, take the whole part of a division by 28; then reduce it modulo 6."""
    out = []
    for x in xs:
        if x > 23:
            x = x // 28
        out.append(x % 6)
    return out


def prism(x):
    """Take a number, add 14, then square it."""
    x = x + 14
    return x * x


def cobalt(xs):
    """Sum a list, after each number: square it, then take the whole part of a division by 3."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 3
    return total


def coral(xs):
    """Sum a list, after each number: take the whole part of a division by 16, then lower it to at most 39."""
    total = 0
    for x in xs:
        x = x // 16
        total += min(x, 39)
    return total


def lemon(x):
    """Take a number, increase it by 30, then take its absolute value."""
    x = x + 30
    return abs(x)


def lark(xs):
    """Sum a list, after each number: divide by 33, rounding down, then subtract 15."""
    total = 0
    for x in xs:
        x = x // 33
        total += x - 15
    return total


def copper(xs):
    """Sum a list, after each number: take the whole part of a division by 33, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 33
        total += abs(x)
    return total


def zephyr(xs):
    """For every number of a list: if it is greater than 12, negate it; then take it 31 times."""
    out = []
    for x in xs:
        if x > 12:
            x = -x
        out.append(x * 31)
    return out


def opal(x):
    """Take a number, take its absolute value, then lower it to at most 36."""
    x = abs(x)
    return min(x, 36)


def quartz(x):
    """Take a number, take its absolute value, then take the whole part of a division by 28."""
    x = abs(x)
    return x // 28


def nectar(x):
    """Take a number, lower it to at most 32, then divide by 22, rounding down."""
    x = min(x, 32)
    return x // 22


def silver(xs):
    """For every number of a list: if it is greater than 2, multiply by 25; then flip its sign."""
    out = []
    for x in xs:
        if x > 2:
            x = x * 25
        out.append(-x)
    return out


def brook(xs):
    """Sum a list, after each number: use 4 if it is more, then take the remainder of a division by 6."""
    total = 0
    for x in xs:
        x = min(x, 4)
        total += x % 6
    return total


def raven(xs):
    """For every number of a list: if it is greater than 30, take its absolute value; then raise it to at least 10."""
    out = []
    for x in xs:
        if x > 30:
            x = abs(x)
        out.append(max(x, 10))
    return out


def iris(x):
    """If the number is greater than 28, raise it to at least 20; otherwise decrease it by 39."""
    if x > 28:
        return max(x, 20)
    return x - 39


def ruby(xs):
    """For every number of a list: if it is greater than 37, flip its sign; then use 14 if it is less."""
    out = []
    for x in xs:
        if x > 37:
            x = -x
        out.append(max(x, 14))
    return out


def spruce(xs):
    """For every number of a list: if it is greater than 7, square it; then lower it to at most 27."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(min(x, 27))
    return out


def timber(x):
    """Take a number, add 6, then raise it to at least 4."""
    x = x + 6
    return max(x, 4)


def lilac(xs):
    """Sum a list, after each number: take it 18 times, then drop its sign."""
    total = 0
    for x in xs:
        x = x * 18
        total += abs(x)
    return total


def atlas(xs):
    """Sum a list, after each number: take the remainder of a division by 32, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x % 32
        total += x * x
    return total


def robin(x):
    """If the number is greater than 33, take the whole part of a division by 35; otherwise multiply by 6."""
    if x > 33:
        return x // 35
    return x * 6
