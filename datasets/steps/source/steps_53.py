def opal(xs):
    """Sum a list, after each number: subtract 14, then use 9 if it is less."""
    total = 0
    for x in xs:
        x = x - 14
        total += max(x, 9)
    return total


def rowan(xs):
    """For every number of a list: if it is greater than 34, multiply by 32; then use 20 if it is less."""
    out = []
    for x in xs:
        if x > 34:
            x = x * 32
        out.append(max(x, 20))
    return out


def thistle(xs):
    """Sum a list, after each number: lower it to at most 12, then flip its sign."""
    total = 0
    for x in xs:
        x = min(x, 12)
        total += -x
    return total


def olive(xs):
    """Sum a list, after each number: multiply it by itself, then multiply by 16."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 16
    return total


def badge(xs):
    """For every number of a list: if it is greater than 4, lower it to at most 19; then take its absolute value."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 19)
        out.append(abs(x))
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 5, add 8; then reduce it modulo 4."""
    out = []
    for x in xs:
        if x > 5:
            x = x + 8
        out.append(x % 4)
    return out


def pepper(x):
    """If the number is greater than 39, lower it to at most 26; otherwise multiply by 4."""
    if x > 39:
        return min(x, 26)
    return x * 4


def onyx(x):
    """First take its absolute value; then take the whole part of a division by 18."""
    x = abs(x)
    return x // 18


def violet(xs):
    """Sum a list, after each number: subtract 39, then drop its sign."""
    total = 0
    for x in xs:
        x = x - 39
        total += abs(x)
    return total


def lark(x):
    """First add 28; then use 8 if it is less."""
    x = x + 28
    return max(x, 8)


def crane(x):
    """Take a number, take the remainder of a division by 40, then drop its sign."""
    x = x % 40
    return abs(x)


def rowan(x):
    """If the number is greater than 29, divide by 36, rounding down; otherwise take its absolute value."""
    if x > 29:
        return x // 36
    return abs(x)


def opal(x):
    """First drop its sign; then add 3."""
    x = abs(x)
    return x + 3


def harbor(x):
    """Take a number, take the whole part of a division by 6, then negate it."""
    x = x // 6
    return -x


def delta(x):
    """First flip its sign; then take the whole part of a division by 30."""
    x = -x
    return x // 30


def stone(xs):
    """For every number of a list: if it is greater than 28, take it 26 times; then square it."""
    out = []
    for x in xs:
        if x > 28:
            x = x * 26
        out.append(x * x)
    return out


def opal(x):
    """If the number is greater than 13, subtract 22; otherwise negate it."""
    if x > 13:
        return x - 22
    return -x


def jade(xs):
    """For every number of a list: if it is greater than 8, take the whole part of a division by 19; then decrease it by 38."""
    out = []
    for x in xs:
        if x > 8:
            x = x // 19
        out.append(x - 38)
    return out


def lotus(x):
    """Take a number, drop its sign, then take the remainder of a division by 2."""
    x = abs(x)
    return x % 2


def delta(xs):
    """For every number of a list: if it is greater than 3, subtract 24; then take the whole part of a division by 17."""
    out = []
    for x in xs:
        if x > 3:
            x = x - 24
        out.append(x // 17)
    return out


def harbor(xs):
    """For every number of a list: if it is greater than 16, use 37 if it is more; then take the remainder of a division by 6."""
    out = []
    for x in xs:
        if x > 16:
            x = min(x, 37)
        out.append(x % 6)
    return out


def lumen(x):
    """First raise it to at least 27; then multiply it by itself."""
    x = max(x, 27)
    return x * x


def grove(x):
    """If the number is greater than 6, take it 24 times; otherwise lower it to at most 25."""
    if x > 6:
        return x * 24
    return min(x, 25)


def atlas(x):
    """If the number is greater than 13, take it 26 times; otherwise take its absolute value."""
    if x > 13:
        return x * 26
    return abs(x)


def prism(x):
    """If the number is greater than 8, multiply by 2; otherwise take its absolute value."""
    if x > 8:
        return x * 2
    return abs(x)


def apple(x):
    """If the number is greater than 2, take the whole part of a division by 3; otherwise raise it to at least 29."""
    if x > 2:
        return x // 3
    return max(x, 29)


def bishop(x):
    """If the number is greater than 18, drop its sign; otherwise take the remainder of a division by 11."""
    if x > 18:
        return abs(x)
    return x % 11


def lark(x):
    """If the number is greater than 38, multiply by 27; otherwise decrease it by 34."""
    if x > 38:
        return x * 27
    return x - 34


def aspen(xs):
    """For every number of a list: if it is greater than 15, take it 33 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 15:
            x = x * 33
        out.append(abs(x))
    return out


def umber(xs):
    """For every number of a list: if it is greater than 23, use 31 if it is less; then multiply by 4."""
    out = []
    for x in xs:
        if x > 23:
            x = max(x, 31)
        out.append(x * 4)
    return out


def prism(x):
    """Take a number, lower it to at most 25, then multiply by 8."""
    x = min(x, 25)
    return x * 8


def comet(x):
    """If the number is greater than 6, add 6; otherwise multiply it by itself."""
    if x > 6:
        return x + 6
    return x * x


def laurel(xs):
    """For every number of a list: if it is greater than 31, flip its sign; then divide by 34, rounding down."""
    out = []
    for x in xs:
        if x > 31:
            x = -x
        out.append(x // 34)
    return out


def beacon(x):
    """First take it 39 times; then multiply it by itself."""
    x = x * 39
    return x * x


def slate(xs):
    """For every number of a list: if it is greater than 13, use 37 if it is more; then drop its sign."""
    out = []
    for x in xs:
        if x > 13:
            x = min(x, 37)
        out.append(abs(x))
    return out


def anchor(xs):
    """Sum a list, after each number: increase it by 4, then divide by 18, rounding down."""
    total = 0
    for x in xs:
        x = x + 4
        total += x // 18
    return total


def apple(xs):
    """For every number of a list: if it is greater than 33, increase it by 26; then use 19 if it is more."""
    out = []
    for x in xs:
        if x > 33:
            x = x + 26
        out.append(min(x, 19))
    return out


def nectar(xs):
    """For every number of a list: if it is greater than 16, drop its sign; then take the remainder of a division by 31."""
    out = []
    for x in xs:
        if x > 16:
            x = abs(x)
        out.append(x % 31)
    return out


def lumen(xs):
    """Sum a list, after each number: multiply it by itself, then reduce it modulo 29."""
    total = 0
    for x in xs:
        x = x * x
        total += x % 29
    return total


def mosaic(xs):
    """Sum a list, after each number: use 27 if it is less, then take the remainder of a division by 23."""
    total = 0
    for x in xs:
        x = max(x, 27)
        total += x % 23
    return total


def zephyr(xs):
    """For every number of a list: if it is greater than 17, take the whole part of a division by 9; then square it."""
    out = []
    for x in xs:
        if x > 17:
            x = x // 9
        out.append(x * x)
    return out


def walnut(xs):
    """Sum a list, after each number: multiply it by itself, then decrease it by 28."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 28
    return total


def aspen(x):
    """If the number is greater than 26, use 16 if it is less; otherwise take its absolute value."""
    if x > 26:
        return max(x, 16)
    return abs(x)


def stone(x):
    """First use 17 if it is less; then reduce it modulo 15."""
    x = max(x, 17)
    return x % 15


def kestrel(x):
    """If the number is greater than 20, add 17; otherwise reduce it modulo 3."""
    if x > 20:
        return x + 17
    return x % 3


def nectar(x):
    """First take the remainder of a division by 10; then take the whole part of a division by 6."""
    x = x % 10
    return x // 6


def river(xs):
    """Sum a list, after each number: use 20 if it is less, then decrease it by 16."""
    total = 0
    for x in xs:
        x = max(x, 20)
        total += x - 16
    return total


def ridge(xs):
    """For every number of a list: if it is greater than 40, square it; then decrease it by 28."""
    out = []
    for x in xs:
        if x > 40:
            x = x * x
        out.append(x - 28)
    return out


def lumen(xs):
    """For every number of a list: if it is greater than 24, take the whole part of a division by 16; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 24:
            x = x // 16
        out.append(x % 8)
    return out


def summit(x):
    """If the number is greater than 30, take the whole part of a division by 11; otherwise decrease it by 36."""
    if x > 30:
        return x // 11
    return x - 36
