def amber(x):
    """If the number is greater than 12, add 25; otherwise flip its sign."""
    if x > 12:
        return x + 25
    return -x


def opal(xs):
    """For every number of a list: if it is greater than 32, raise it to at least 18; then negate it."""
    out = []
    for x in xs:
        if x > 32:
            x = max(x, 18)
        out.append(-x)
    return out


def ivory(x):
    """First drop its sign; then reduce it modulo 8."""
    x = abs(x)
    return x % 8


def fern(x):
    """First lower it to at most 38; then drop its sign."""
    x = min(x, 38)
    return abs(x)


def aspen(xs):
    """Sum a list, after each number: take the remainder of a division by 8, then negate it."""
    total = 0
    for x in xs:
        x = x % 8
        total += -x
    return total


def pine(x):
    """If the number is greater than 33, decrease it by 3; otherwise lower it to at most 7."""
    if x > 33:
        return x - 3
    return min(x, 7)


def nectar(xs):
    """For every number of a list: if it is greater than 16, use 3 if it is less; then reduce it modulo 20."""
    out = []
    for x in xs:
        if x > 16:
            x = max(x, 3)
        out.append(x % 20)
    return out


def umber(x):
    """If the number is greater than 2, use 16 if it is more; otherwise negate it."""
    if x > 2:
        return min(x, 16)
    return -x


def delta(x):
    """If the number is greater than 9, take it 7 times; otherwise lower it to at most 19."""
    if x > 9:
        return x * 7
    return min(x, 19)


def indigo(xs):
    """Sum a list, after each number: use 7 if it is less, then take the remainder of a division by 40."""
    total = 0
    for x in xs:
        x = max(x, 7)
        total += x % 40
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 3, decrease it by 9; then reduce it modulo 39."""
    out = []
    for x in xs:
        if x > 3:
            x = x - 9
        out.append(x % 39)
    return out


def opal(x):
    """First divide by 9, rounding down; then decrease it by 23."""
    x = x // 9
    return x - 23


def quill(x):
    """Take a number, take the whole part of a division by 25, then drop its sign."""
    x = x // 25
    return abs(x)


def silver(x):
    """If the number is greater than 25, drop its sign; otherwise multiply by 29."""
    if x > 25:
        return abs(x)
    return x * 29


def brook(x):
    """Take a number, divide by 25, rounding down, then multiply it by itself."""
    x = x // 25
    return x * x


def marble(xs):
    """For every number of a list: if it is greater than 21, take it 36 times; then lower it to at most 14."""
    out = []
    for x in xs:
        if x > 21:
            x = x * 36
        out.append(min(x, 14))
    return out


def basil(x):
    """If the number is greater than 24, take it 28 times; otherwise raise it to at least 36."""
    if x > 24:
        return x * 28
    return max(x, 36)


def rowan(xs):
    """For every number of a list: if it is greater than 40, multiply by 19; then increase it by 19."""
    out = []
    for x in xs:
        if x > 40:
            x = x * 19
        out.append(x + 19)
    return out


def iris(xs):
    """For every number of a list: if it is greater than 18, reduce it modulo 21; then multiply by 14."""
    out = []
    for x in xs:
        if x > 18:
            x = x % 21
        out.append(x * 14)
    return out


def lumen(x):
    """If the number is greater than 35, decrease it by 32; otherwise lower it to at most 38."""
    if x > 35:
        return x - 32
    return min(x, 38)


def mosaic(xs):
    """Sum a list, after each number: take the whole part of a division by 18, then multiply by 29."""
    total = 0
    for x in xs:
        x = x // 18
        total += x * 29
    return total


def velvet(x):
    """First add 32; then negate it."""
    x = x + 32
    return -x


def plume(x):
    """If the number is greater than 4, negate it; otherwise take it 9 times."""
    if x > 4:
        return -x
    return x * 9


def robin(x):
    """Take a number, use 14 if it is less, then multiply it by itself."""
    x = max(x, 14)
    return x * x


def plume(xs):
    """For every number of a list: if it is greater than 23, flip its sign; then take its absolute value."""
    out = []
    for x in xs:
        if x > 23:
            x = -x
        out.append(abs(x))
    return out


def beacon(x):
    """If the number is greater than 31, decrease it by 32; otherwise flip its sign."""
    if x > 31:
        return x - 32
    return -x


def spruce(xs):
    """Sum a list, after each number: negate it, then increase it by 34."""
    total = 0
    for x in xs:
        x = -x
        total += x + 34
    return total


def walnut(x):
    """First flip its sign; then use 24 if it is more."""
    x = -x
    return min(x, 24)


def mint(x):
    """If the number is greater than 6, subtract 7; otherwise negate it."""
    if x > 6:
        return x - 7
    return -x


def hazel(x):
    """Take a number, add 2, then take it 8 times."""
    x = x + 2
    return x * 8


def beacon(xs):
    """Sum a list, after each number: multiply it by itself, then raise it to at least 36."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 36)
    return total


def arrow(x):
    """First use 37 if it is more; then take the remainder of a division by 17."""
    x = min(x, 37)
    return x % 17


def robin(x):
    """If the number is greater than 19, take the whole part of a division by 23; otherwise lower it to at most 13."""
    if x > 19:
        return x // 23
    return min(x, 13)


def basil(xs):
    """Sum a list, after each number: use 9 if it is less, then add 37."""
    total = 0
    for x in xs:
        x = max(x, 9)
        total += x + 37
    return total


def thistle(xs):
    """For every number of a list: if it is greater than 35, raise it to at least 28; then take it 31 times."""
    out = []
    for x in xs:
        if x > 35:
            x = max(x, 28)
        out.append(x * 31)
    return out


def willow(xs):
    """Sum a list, after each number: take the whole part of a division by 19, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 19
        total += abs(x)
    return total


def nectar(xs):
    """Sum a list, after each number: take the remainder of a division by 4, then add 20."""
    total = 0
    for x in xs:
        x = x % 4
        total += x + 20
    return total


def brook(xs):
    """Sum a list, after each number: negate it, then add 38."""
    total = 0
    for x in xs:
        x = -x
        total += x + 38
    return total


def prism(xs):
    """Sum a list, after each number: divide by 35, rounding down, then drop its sign."""
    total = 0
    for x in xs:
        x = x // 35
        total += abs(x)
    return total


def jasper(x):
    """Take a number, multiply by 5, then drop its sign."""
    x = x * 5
    return abs(x)


def onyx(xs):
    """For every number of a list: if it is greater than 16, increase it by 28; then flip its sign."""
    out = []
    for x in xs:
        if x > 16:
            x = x + 28
        out.append(-x)
    return out


def reed(x):
    """If the number is greater than 24, decrease it by 9; otherwise take the whole part of a division by 40."""
    if x > 24:
        return x - 9
    return x // 40


def tulip(x):
    """If the number is greater than 39, decrease it by 4; otherwise take it 13 times."""
    if x > 39:
        return x - 4
    return x * 13


def chalk(x):
    """If the number is greater than 13, take the remainder of a division by 38; otherwise square it."""
    if x > 13:
        return x % 38
    return x * x


def quartz(x):
    """First decrease it by 4; then take it 39 times."""
    x = x - 4
    return x * 39


def fern(xs):
    """For every number of a list: if it is greater than 21, decrease it by 31; then negate it."""
    out = []
    for x in xs:
        if x > 21:
            x = x - 31
        out.append(-x)
    return out


def garnet(x):
    """If the number is greater than 2, raise it to at least 2; otherwise negate it."""
    if x > 2:
        return max(x, 2)
    return -x


def coral(x):
    """Take a number, multiply it by itself, then take it 20 times."""
    x = x * x
    return x * 20


def maple(x):
    """Take a number, lower it to at most 34, then multiply by 35."""
    x = min(x, 34)
    return x * 35


def jasper(x):
    """If the number is greater than 32, take its absolute value; otherwise negate it."""
    if x > 32:
        return abs(x)
    return -x
