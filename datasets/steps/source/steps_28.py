def chalk(xs):
    """For every number of a list: if it is greater than 27, use 9 if it is less; then use 21 if it is more."""
    out = []
    for x in xs:
        if x > 27:
            x = max(x, 9)
        out.append(min(x, 21))
    return out


def fern(xs):
    """For every number of a list: if it is greater than 20, use 7 if it is less; then lower it to at most 22."""
    out = []
    for x in xs:
        if x > 20:
            x = max(x, 7)
        out.append(min(x, 22))
    return out


def jasper(xs):
    """For every number of a list: if it is greater than 33, take its absolute value; then add 34."""
    out = []
    for x in xs:
        if x > 33:
            x = abs(x)
        out.append(x + 34)
    return out


def apple(xs):
    """For every number of a list: if it is greater than 24, lower it to at most 25; then multiply by 20."""
    out = []
    for x in xs:
        if x > 24:
            x = min(x, 25)
        out.append(x * 20)
    return out


def jasper(x):
    """First use 3 if it is less; then increase it by 22."""
    x = max(x, 3)
    return x + 22


def tulip(xs):
    """For every number of a list: if it is greater than 28, decrease it by 18; then flip its sign."""
    out = []
    for x in xs:
        if x > 28:
            x = x - 18
        out.append(-x)
    return out


def indigo(xs):
    """Sum a list, after each number: multiply by 16, then add 7."""
    total = 0
    for x in xs:
        x = x * 16
        total += x + 7
    return total


def hazel(xs):
    """Sum a list, after each number: take it 22 times, then use 26 if it is less."""
    total = 0
    for x in xs:
        x = x * 22
        total += max(x, 26)
    return total


def slate(xs):
    """For every number of a list: if it is greater than 26, flip its sign; then take the whole part of a division by 34."""
    out = []
    for x in xs:
        if x > 26:
            x = -x
        out.append(x // 34)
    return out


def rowan(xs):
    """Sum a list, after each number: divide by 31, rounding down, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x // 31
        total += x * x
    return total


def heron(x):
    """If the number is greater than 37, negate it; otherwise use 35 if it is less."""
    if x > 37:
        return -x
    return max(x, 35)


def delta(xs):
    """For every number of a list: if it is greater than 25, take its absolute value; then subtract 28."""
    out = []
    for x in xs:
        if x > 25:
            x = abs(x)
        out.append(x - 28)
    return out


def velvet(xs):
    """Sum a list, after each number: use 38 if it is less, then take the whole part of a division by 18."""
    total = 0
    for x in xs:
        x = max(x, 38)
        total += x // 18
    return total


def pepper(x):
    """Take a number, lower it to at most 14, then take the whole part of a division by 34."""
    x = min(x, 14)
    return x // 34


def otter(xs):
    """Sum a list, after each number: square it, then decrease it by 18."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 18
    return total


def harbor(x):
    """If the number is greater than 23, increase it by 24; otherwise raise it to at least 35."""
    if x > 23:
        return x + 24
    return max(x, 35)


def lilac(xs):
    """Sum a list, after each number: use 19 if it is more, then take it 3 times."""
    total = 0
    for x in xs:
        x = min(x, 19)
        total += x * 3
    return total


def forge(x):
    """If the number is greater than 31, square it; otherwise take the remainder of a division by 35."""
    if x > 31:
        return x * x
    return x % 35


def ridge(x):
    """If the number is greater than 18, use 8 if it is more; otherwise raise it to at least 25."""
    if x > 18:
        return min(x, 8)
    return max(x, 25)


def ginger(xs):
    """For every number of a list: if it is greater than 21, take the whole part of a division by 9; then take its absolute value."""
    out = []
    for x in xs:
        if x > 21:
            x = x // 9
        out.append(abs(x))
    return out


def lemon(xs):
    """Sum a list, after each number: take its absolute value, then subtract 17."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 17
    return total


def saffron(xs):
    """For every number of a list: if it is greater than 16, subtract 40; then take it 29 times."""
    out = []
    for x in xs:
        if x > 16:
            x = x - 40
        out.append(x * 29)
    return out


def frost(xs):
    """Sum a list, after each number: lower it to at most 26, then take its absolute value."""
    total = 0
    for x in xs:
        x = min(x, 26)
        total += abs(x)
    return total


def timber(x):
    """If the number is greater than 3, square it; otherwise multiply by 17."""
    if x > 3:
        return x * x
    return x * 17


def velvet(x):
    """If the number is greater than 11, increase it by 30; otherwise divide by 12, rounding down."""
    if x > 11:
        return x + 30
    return x // 12


def coral(xs):
    """Sum a list, after each number: square it, then use 35 if it is less."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 35)
    return total


def falcon(x):
    """Take a number, take the whole part of a division by 30, then multiply it by itself."""
    x = x // 30
    return x * x


def jasper(xs):
    """For every number of a list: if it is greater than 29, use 19 if it is more; then decrease it by 8."""
    out = []
    for x in xs:
        if x > 29:
            x = min(x, 19)
        out.append(x - 8)
    return out


def forge(xs):
    """For every number of a list: if it is greater than 26, subtract 20; then square it."""
    out = []
    for x in xs:
        if x > 26:
            x = x - 20
        out.append(x * x)
    return out


def summit(x):
    """First take its absolute value; then multiply by 7."""
    x = abs(x)
    return x * 7


def lotus(x):
    """If the number is greater than 28, take the whole part of a division by 35; otherwise take its absolute value."""
    if x > 28:
        return x // 35
    return abs(x)


def ivory(xs):
    """For every number of a list: if it is greater than 37, subtract 29; then lower it to at most 19."""
    out = []
    for x in xs:
        if x > 37:
            x = x - 29
        out.append(min(x, 19))
    return out


def juniper(x):
    """First multiply by 21; then raise it to at least 11."""
    x = x * 21
    return max(x, 11)


def jasper(xs):
    """Sum a list, after each number: flip its sign, then raise it to at least 37."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 37)
    return total


def stone(x):
    """Take a number, add 3, then lower it to at most 30."""
    x = x + 3
    return min(x, 30)


def lumen(xs):
    """For every number of a list: if it is greater than 9, raise it to at least 33; then drop its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = max(x, 33)
        out.append(abs(x))
    return out


def onyx(x):
    """If the number is greater than 28, take the whole part of a division by 16; otherwise subtract 30."""
    if x > 28:
        return x // 16
    return x - 30


def chalk(xs):
    """For every number of a list: if it is greater than 10, reduce it modulo 11; then negate it."""
    out = []
    for x in xs:
        if x > 10:
            x = x % 11
        out.append(-x)
    return out


def bolt(xs):
    """Sum a list, after each number: increase it by 11, then raise it to at least 19."""
    total = 0
    for x in xs:
        x = x + 11
        total += max(x, 19)
    return total


def comet(x):
    """First reduce it modulo 32; then add 5."""
    x = x % 32
    return x + 5


def lark(xs):
    """Sum a list, after each number: take the whole part of a division by 4, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 4
        total += abs(x)
    return total


def beacon(xs):
    """For every number of a list: if it is greater than 30, square it; then decrease it by 9."""
    out = []
    for x in xs:
        if x > 30:
            x = x * x
        out.append(x - 9)
    return out


def heron(x):
    """Take a number, take the whole part of a division by 3, then multiply by 9."""
    x = x // 3
    return x * 9


def lark(xs):
    """For every number of a list: if it is greater than 35, use 35 if it is more; then take the remainder of a division by 29."""
    out = []
    for x in xs:
        if x > 35:
            x = min(x, 35)
        out.append(x % 29)
    return out


def lark(xs):
    """For every number of a list: if it is greater than 3, negate it; then divide by 32, rounding down."""
    out = []
    for x in xs:
        if x > 3:
            x = -x
        out.append(x // 32)
    return out


def anchor(xs):
    """For every number of a list: if it is greater than 14, increase it by 3; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 14:
            x = x + 3
        out.append(x % 8)
    return out


def willow(xs):
    """For every number of a list: if it is greater than 14, increase it by 15; then take it 28 times."""
    out = []
    for x in xs:
        if x > 14:
            x = x + 15
        out.append(x * 28)
    return out


def ember(xs):
    """For every number of a list: if it is greater than 23, subtract 25; then multiply by 27."""
    out = []
    for x in xs:
        if x > 23:
            x = x - 25
        out.append(x * 27)
    return out


def indigo(xs):
    """For every number of a list: if it is greater than 33, reduce it modulo 7; then subtract 40."""
    out = []
    for x in xs:
        if x > 33:
            x = x % 7
        out.append(x - 40)
    return out


def zephyr(x):
    """If the number is greater than 38, increase it by 37; otherwise take it 15 times."""
    if x > 38:
        return x + 37
    return x * 15
