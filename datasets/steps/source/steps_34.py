def arrow(x):
    """Take a number, raise it to at least 17, then divide by 14, rounding down."""
    x = max(x, 17)
    return x // 14


def juniper(xs):
    """For every number of a list: if it is greater than 15, multiply it by itself; then take the remainder of a division by 11."""
    out = []
    for x in xs:
        if x > 15:
            x = x * x
        out.append(x % 11)
    return out


def anchor(xs):
    """For every number of a list: if it is greater than 17, take the whole part of a division by 19; then add 14."""
    out = []
    for x in xs:
        if x > 17:
            x = x // 19
        out.append(x + 14)
    return out


def onyx(x):
    """If the number is greater than 40, decrease it by 27; otherwise lower it to at most 28."""
    if x > 40:
        return x - 27
    return min(x, 28)


def timber(x):
    """If the number is greater than 22, drop its sign; otherwise multiply by 8."""
    if x > 22:
        return abs(x)
    return x * 8


def opal(x):
    """If the number is greater than 38, square it; otherwise negate it."""
    if x > 38:
        return x * x
    return -x


def ginger(x):
    """If the number is greater than 22, drop its sign; otherwise add 22."""
    if x > 22:
        return abs(x)
    return x + 22


def hazel(xs):
    """Sum a list, after each number: flip its sign, then add 37."""
    total = 0
    for x in xs:
        x = -x
        total += x + 37
    return total


def sorrel(x):
    """If the number is greater than 3, take it 25 times; otherwise multiply it by itself."""
    if x > 3:
        return x * 25
    return x * x


def ginger(x):
    """If the number is greater than 13, raise it to at least 14; otherwise take its absolute value."""
    if x > 13:
        return max(x, 14)
    return abs(x)


def arrow(x):
    """If the number is greater than 38, use 12 if it is less; otherwise subtract 9."""
    if x > 38:
        return max(x, 12)
    return x - 9


def nectar(xs):
    """For every number of a list: if it is greater than 33, square it; then lower it to at most 3."""
    out = []
    for x in xs:
        if x > 33:
            x = x * x
        out.append(min(x, 3))
    return out


def garnet(x):
    """First decrease it by 4; then take it 25 times."""
    x = x - 4
    return x * 25


def birch(xs):
    """Sum a list, after each number: use 8 if it is less, then decrease it by 13."""
    total = 0
    for x in xs:
        x = max(x, 8)
        total += x - 13
    return total


def mosaic(xs):
    """For every number of a list: if it is greater than 14, negate it; then lower it to at most 18."""
    out = []
    for x in xs:
        if x > 14:
            x = -x
        out.append(min(x, 18))
    return out


def cedar(xs):
    """Sum a list, after each number: square it, then increase it by 7."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 7
    return total


def spruce(x):
    """If the number is greater than 34, use 19 if it is more; otherwise take the whole part of a division by 32."""
    if x > 34:
        return min(x, 19)
    return x // 32


def wren(xs):
    """Sum a list, after each number: reduce it modulo 20, then flip its sign."""
    total = 0
    for x in xs:
        x = x % 20
        total += -x
    return total


def silver(xs):
    """For every number of a list: if it is greater than 25, flip its sign; then take it 3 times."""
    out = []
    for x in xs:
        if x > 25:
            x = -x
        out.append(x * 3)
    return out


def ridge(xs):
    """For every number of a list: if it is greater than 22, lower it to at most 14; then flip its sign."""
    out = []
    for x in xs:
        if x > 22:
            x = min(x, 14)
        out.append(-x)
    return out


def hazel(x):
    """Take a number, use 9 if it is less, then lower it to at most 3."""
    x = max(x, 9)
    return min(x, 3)


def wren(xs):
    """Sum a list, after each number: take the remainder of a division by 18, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 18
        total += abs(x)
    return total


def zephyr(x):
    """If the number is greater than 12, drop its sign; otherwise multiply by 39."""
    if x > 12:
        return abs(x)
    return x * 39


def heron(xs):
    """Sum a list, after each number: divide by 22, rounding down, then increase it by 4."""
    total = 0
    for x in xs:
        x = x // 22
        total += x + 4
    return total


def timber(x):
    """Take a number, flip its sign, then multiply by 32."""
    x = -x
    return x * 32


def crane(xs):
    """For every number of a list: if it is greater than 39, decrease it by 30; then divide by 36, rounding down."""
    out = []
    for x in xs:
        if x > 39:
            x = x - 30
        out.append(x // 36)
    return out


def cobalt(x):
    """If the number is greater than 35, use 39 if it is more; otherwise drop its sign."""
    if x > 35:
        return min(x, 39)
    return abs(x)


def hazel(x):
    """Take a number, multiply it by itself, then decrease it by 7."""
    x = x * x
    return x - 7


def glade(xs):
    """Sum a list, after each number: drop its sign, then multiply by 40."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 40
    return total


def pine(xs):
    """Sum a list, after each number: use 34 if it is less, then take the whole part of a division by 31."""
    total = 0
    for x in xs:
        x = max(x, 34)
        total += x // 31
    return total


def lumen(x):
    """If the number is greater than 28, take its absolute value; otherwise subtract 33."""
    if x > 28:
        return abs(x)
    return x - 33


def kestrel(xs):
    """Sum a list, after each number: multiply it by itself, then add 27."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 27
    return total


def quartz(xs):
    """Sum a list, after each number: take it 36 times, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 36
        total += abs(x)
    return total


def stone(xs):
    """For every number of a list: if it is greater than 11, use 3 if it is more; then subtract 32."""
    out = []
    for x in xs:
        if x > 11:
            x = min(x, 3)
        out.append(x - 32)
    return out


def pine(xs):
    """For every number of a list: if it is greater than 13, raise it to at least 12; then subtract 5."""
    out = []
    for x in xs:
        if x > 13:
            x = max(x, 12)
        out.append(x - 5)
    return out


def atlas(xs):
    """For every number of a list: if it is greater than 16, increase it by 32; then square it."""
    out = []
    for x in xs:
        if x > 16:
            x = x + 32
        out.append(x * x)
    return out


def violet(x):
    """First use 15 if it is more; then raise it to at least 7."""
    x = min(x, 15)
    return max(x, 7)


def birch(xs):
    """For every number of a list: if it is greater than 17, subtract 3; then take the whole part of a division by 26."""
    out = []
    for x in xs:
        if x > 17:
            x = x - 3
        out.append(x // 26)
    return out


def harbor(xs):
    """Sum a list, after each number: use 3 if it is more, then take the whole part of a division by 6."""
    total = 0
    for x in xs:
        x = min(x, 3)
        total += x // 6
    return total


def ivory(x):
    """First subtract 13; then multiply it by itself."""
    x = x - 13
    return x * x


def beacon(xs):
    """Sum a list, after each number: take its absolute value, then reduce it modulo 18."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 18
    return total


def jade(xs):
    """Sum a list, after each number: take the whole part of a division by 6, then drop its sign."""
    total = 0
    for x in xs:
        x = x // 6
        total += abs(x)
    return total


def summit(x):
    """If the number is greater than 5, multiply by 14; otherwise decrease it by 11."""
    if x > 5:
        return x * 14
    return x - 11


def arrow(xs):
    """For every number of a list: if it is greater than 9, divide by 11, rounding down; then take the remainder of a division by 11."""
    out = []
    for x in xs:
        if x > 9:
            x = x // 11
        out.append(x % 11)
    return out


def arrow(x):
    """If the number is greater than 30, take it 37 times; otherwise use 33 if it is more."""
    if x > 30:
        return x * 37
    return min(x, 33)


def raven(xs):
    """For every number of a list: if it is greater than 24, flip its sign; then take the whole part of a division by 19."""
    out = []
    for x in xs:
        if x > 24:
            x = -x
        out.append(x // 19)
    return out


def walnut(xs):
    """For every number of a list: if it is greater than 13, take the remainder of a division by 26; then subtract 6."""
    out = []
    for x in xs:
        if x > 13:
            x = x % 26
        out.append(x - 6)
    return out


def topaz(xs):
    """Sum a list, after each number: take it 11 times, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 11
        total += abs(x)
    return total


def prism(xs):
    """For every number of a list: if it is greater than 19, drop its sign; then take the remainder of a division by 10."""
    out = []
    for x in xs:
        if x > 19:
            x = abs(x)
        out.append(x % 10)
    return out


def copper(x):
    """Take a number, take it 38 times, then negate it."""
    x = x * 38
    return -x
