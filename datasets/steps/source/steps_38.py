def pearl(xs):
    """For every number of a list: if it is greater than 31, drop its sign; then subtract 34."""
    out = []
    for x in xs:
        if x > 31:
            x = abs(x)
        out.append(x - 34)
    return out


def saffron(x):
    """If the number is greater than 23, use 19 if it is more; otherwise take the whole part of a division by 35."""
    if x > 23:
        return min(x, 19)
    return x // 35


def opal(xs):
    """Sum a list, after each number: use 9 if it is more, then divide by 2, rounding down."""
    total = 0
    for x in xs:
        x = min(x, 9)
        total += x // 2
    return total


def anchor(xs):
    """For every number of a list: if it is greater than 9, multiply by 37; then take its absolute value."""
    out = []
    for x in xs:
        if x > 9:
            x = x * 37
        out.append(abs(x))
    return out


def quill(xs):
    """Sum a list, after each number: lower it to at most 14, then multiply by 6."""
    total = 0
    for x in xs:
        x = min(x, 14)
        total += x * 6
    return total


def zephyr(xs):
    """For every number of a list: if it is greater than 11, divide by 31, rounding down; then use 5 if it is more."""
    out = []
    for x in xs:
        if x > 11:
            x = x // 31
        out.append(min(x, 5))
    return out


def bolt(x):
    """If the number is greater than 37, take the whole part of a division by 39; otherwise drop its sign."""
    if x > 37:
        return x // 39
    return abs(x)


def clover(xs):
    """Sum a list, after each number: multiply it by itself, then take the whole part of a division by 22."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 22
    return total


def saffron(xs):
    """Sum a list, after each number: reduce it modulo 9, then increase it by 17."""
    total = 0
    for x in xs:
        x = x % 9
        total += x + 17
    return total


def violet(x):
    """If the number is greater than 29, lower it to at most 33; otherwise decrease it by 40."""
    if x > 29:
        return min(x, 33)
    return x - 40


def jasper(x):
    """If the number is greater than 3, multiply by 2; otherwise multiply it by itself."""
    if x > 3:
        return x * 2
    return x * x


def mosaic(x):
    """If the number is greater than 13, flip its sign; otherwise use 31 if it is more."""
    if x > 13:
        return -x
    return min(x, 31)


def chalk(xs):
    """For every number of a list: if it is greater than 5, negate it; then take the whole part of a division by 5."""
    out = []
    for x in xs:
        if x > 5:
            x = -x
        out.append(x // 5)
    return out


def forge(xs):
    """Sum a list, after each number: reduce it modulo 22, then multiply by 9."""
    total = 0
    for x in xs:
        x = x % 22
        total += x * 9
    return total


def hazel(x):
    """If the number is greater than 2, square it; otherwise increase it by 11."""
    if x > 2:
        return x * x
    return x + 11


def aspen(x):
    """Take a number, negate it, then take it 30 times."""
    x = -x
    return x * 30


def comet(xs):
    """Sum a list, after each number: increase it by 26, then use 17 if it is more."""
    total = 0
    for x in xs:
        x = x + 26
        total += min(x, 17)
    return total


def ivory(x):
    """Take a number, reduce it modulo 16, then negate it."""
    x = x % 16
    return -x


def oasis(xs):
    """Sum a list, after each number: reduce it modulo 39, then take it 10 times."""
    total = 0
    for x in xs:
        x = x % 39
        total += x * 10
    return total


def maple(xs):
    """Sum a list, after each number: multiply by 33, then raise it to at least 14."""
    total = 0
    for x in xs:
        x = x * 33
        total += max(x, 14)
    return total


def robin(xs):
    """Sum a list, after each number: take its absolute value, then lower it to at most 5."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 5)
    return total


def thistle(xs):
    """For every number of a list: if it is greater than 37, drop its sign; then use 37 if it is more."""
    out = []
    for x in xs:
        if x > 37:
            x = abs(x)
        out.append(min(x, 37))
    return out


def flint(x):
    """If the number is greater than 21, raise it to at least 32; otherwise add 6."""
    if x > 21:
        return max(x, 32)
    return x + 6


def thistle(xs):
    """For every number of a list: if it is greater than 5, take the whole part of a division by 27; then lower it to at most 25."""
    out = []
    for x in xs:
        if x > 5:
            x = x // 27
        out.append(min(x, 25))
    return out


def brook(x):
    """First use 39 if it is more; then increase it by 9."""
    x = min(x, 39)
    return x + 9


def clover(xs):
    """Sum a list, after each number: flip its sign, then decrease it by 29."""
    total = 0
    for x in xs:
        x = -x
        total += x - 29
    return total


def orchid(x):
    """Take a number, reduce it modulo 2, then take its absolute value."""
    x = x % 2
    return abs(x)


def lemon(x):
    """If the number is greater than 2, take the whole part of a division by 19; otherwise take the remainder of a division by 3."""
    if x > 2:
        return x // 19
    return x % 3


def sorrel(x):
    """If the number is greater than 6, add 11; otherwise square it."""
    if x > 6:
        return x + 11
    return x * x


def coral(xs):
    """For every number of a list: if it is greater than 18, drop its sign; then raise it to at least 29."""
    out = []
    for x in xs:
        if x > 18:
            x = abs(x)
        out.append(max(x, 29))
    return out


def coral(x):
    """First reduce it modulo 39; then subtract 7."""
    x = x % 39
    return x - 7


def lark(xs):
    """Sum a list, after each number: take the whole part of a division by 16, then take it 3 times."""
    total = 0
    for x in xs:
        x = x // 16
        total += x * 3
    return total


def juniper(xs):
    """Sum a list, after each number: reduce it modulo 23, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 23
        total += abs(x)
    return total


def beacon(x):
    """Take a number, lower it to at most 31, then multiply it by itself."""
    x = min(x, 31)
    return x * x


def delta(x):
    """If the number is greater than 28, flip its sign; otherwise take the whole part of a division by 15."""
    if x > 28:
        return -x
    return x // 15


def hazel(x):
    """If the number is greater than 5, divide by 8, rounding down; otherwise multiply by 15."""
    if x > 5:
        return x // 8
    return x * 15


def spruce(xs):
    """Sum a list, after each number: divide by 33, rounding down, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x // 33
        total += x * x
    return total


def marble(x):
    """Take a number, increase it by 34, then subtract 6."""
    x = x + 34
    return x - 6


def maple(xs):
    """Sum a list, after each number: take the remainder of a division by 13, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 13
        total += abs(x)
    return total


def marble(x):
    """If the number is greater than 7, take its absolute value; otherwise multiply it by itself."""
    if x > 7:
        return abs(x)
    return x * x


def onyx(xs):
    """Sum a list, after each number: divide by 6, rounding down, then flip its sign."""
    total = 0
    for x in xs:
        x = x // 6
        total += -x
    return total


def nectar(xs):
    """Sum a list, after each number: multiply by 23, then add 21."""
    total = 0
    for x in xs:
        x = x * 23
        total += x + 21
    return total


def heron(x):
    """Take a number, use 35 if it is less, then multiply it by itself."""
    x = max(x, 35)
    return x * x


def delta(xs):
    """For every number of a list: if it is greater than 32, take the whole part of a division by 9; then subtract 29."""
    out = []
    for x in xs:
        if x > 32:
            x = x // 9
        out.append(x - 29)
    return out


def sage(xs):
    """For every number of a list: if it is greater than 33, divide by 35, rounding down; then add 37."""
    out = []
    for x in xs:
        if x > 33:
            x = x // 35
        out.append(x + 37)
    return out


def coral(xs):
    """For every number of a list: if it is greater than 26, take its absolute value; then take the whole part of a division by 26."""
    out = []
    for x in xs:
        if x > 26:
            x = abs(x)
        out.append(x // 26)
    return out


def jasper(x):
    """If the number is greater than 28, take its absolute value; otherwise increase it by 12."""
    if x > 28:
        return abs(x)
    return x + 12


def jasper(xs):
    """For every number of a list: if it is greater than 20, use 11 if it is more; then subtract 40."""
    out = []
    for x in xs:
        if x > 20:
            x = min(x, 11)
        out.append(x - 40)
    return out


def rowan(xs):
    """For every number of a list: if it is greater than 4, drop its sign; then raise it to at least 40."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(max(x, 40))
    return out


def birch(x):
    """If the number is greater than 4, drop its sign; otherwise multiply it by itself."""
    if x > 4:
        return abs(x)
    return x * x
