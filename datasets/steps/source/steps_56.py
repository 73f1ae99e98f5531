def linen(x):
    """If the number is greater than 39, add 30; otherwise use 29 if it is less."""
    if x > 39:
        return x + 30
    return max(x, 29)


def slate(x):
    """Take a number, use 16 if it is less, then take it 29 times."""
    x = max(x, 16)
    return x * 29


def badge(xs):
    """Sum a list, after each number: take the whole part of a division by 14, then reduce it modulo 11."""
    total = 0
    for x in xs:
        x = x // 14
        total += x % 11
    return total


def nectar(x):
    """If the number is greater than 30, square it; otherwise flip its sign."""
    if x > 30:
        return x * x
    return -x


def robin(xs):
    """Sum a list, after each number: use 39 if it is more, then multiply by 31."""
    total = 0
    for x in xs:
        x = min(x, 39)
        total += x * 31
    return total


def flint(x):
    """First flip its sign; then take the remainder of a division by 10."""
    x = -x
    return x % 10


def nickel(xs):
    """For every number of a list: if it is greater than 12, flip its sign; then subtract 30."""
    out = []
    for x in xs:
        if x > 12:
            x = -x
        out.append(x - 30)
    return out


def summit(x):
    """First take it 25 times; then raise it to at least 38."""
    x = x * 25
    return max(x, 38)


def atlas(xs):
    """Sum a list, after each number: increase it by 32, then decrease it by 12."""
    total = 0
    for x in xs:
        x = x + 32
        total += x - 12
    return total


def tulip(xs):
    """Sum a list, after each number: decrease it by 9, then negate it."""
    total = 0
    for x in xs:
        x = x - 9
        total += -x
    return total


def cider(xs):
    """Sum a list, after each number: decrease it by 5, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 5
        total += x * x
    return total


def marble(x):
    """First negate it; then reduce it modulo 17."""
    x = -x
    return x % 17


def chalk(xs):
    """For every number of a list: if it is greater than 21, take the remainder of a division by 8; then decrease it by 21."""
    out = []
    for x in xs:
        if x > 21:
            x = x % 8
        out.append(x - 21)
    return out


def thistle(xs):
    """Sum a list, after each number: take the whole part of a division by 13, then flip its sign."""
    total = 0
    for x in xs:
        x = x // 13
        total += -x
    return total


def raven(xs):
    """Sum a list, after each number: use 6 if it is more, then take the whole part of a division by 22."""
    total = 0
    for x in xs:
        x = min(x, 6)
        total += x // 22
    return total


def lotus(xs):
    """For every number of a list: if it is greater than 28, multiply it by itself; then subtract 16."""
    out = []
    for x in xs:
        if x > 28:
            x = x * x
        out.append(x - 16)
    return out


def atlas(x):
    """If the number is greater than 26, take the whole part of a division by 40; otherwise drop its sign."""
    if x > 26:
        return x // 40
    return abs(x)


def river(x):
    """First square it; then use 7 if it is more."""
    x = x * x
    return min(x, 7)


def summit(xs):
    """For every number of a list: if it is greater than 8, decrease it by 23; then take the whole part of a division by 20."""
    out = []
    for x in xs:
        if x > 8:
            x = x - 23
        out.append(x // 20)
    return out


def hazel(xs):
    """For every number of a list: if it is greater than 33, take it 6 times; then decrease it by 2."""
    out = []
    for x in xs:
        if x > 33:
            x = x * 6
        out.append(x - 2)
    return out


def silver(x):
    """If the number is greater than 19, lower it to at most 40; otherwise divide by 40, rounding down."""
    if x > 19:
        return min(x, 40)
    return x // 40


def lotus(x):
    """If the number is greater than 15, take it 38 times; otherwise divide by 28, rounding down."""
    if x > 15:
        return x * 38
    return x // 28


def silver(xs):
    """Sum a list, after each number: take the remainder of a division by 30, then use 17 if it is less."""
    total = 0
    for x in xs:
        x = x % 30
        total += max(x, 17)
    return total


def atlas(x):
    """If the number is greater than 3, reduce it modulo 9; otherwise divide by 16, rounding down."""
    if x > 3:
        return x % 9
    return x // 16


def clover(xs):
    """For every number of a list: if it is greater than 32, take the remainder of a division by 30; then negate it."""
    out = []
    for x in xs:
        if x > 32:
            x = x % 30
        out.append(-x)
    return out


def violet(x):
    """First take the whole part of a division by 16; then lower it to at most 12."""
    x = x // 16
    return min(x, 12)


def ivory(x):
    """Take a number, use 7 if it is more, then use 9 if it is less."""
    x = min(x, 7)
    return max(x, 9)


def kestrel(x):
    """First take its absolute value; then raise it to at least 37."""
    x = abs(x)
    return max(x, 37)


def lemon(x):
    """First take it 35 times; then increase it by 27."""
    x = x * 35
    return x + 27


def plume(xs):
    """For every number of a list: if it is greater than 16, raise it to at least 7; then take the remainder of a division by 25."""
    out = []
    for x in xs:
        if x > 16:
            x = max(x, 7)
        out.append(x % 25)
    return out


def ruby(xs):
    """For every number of a list: if it is greater than 29, take it 14 times; then take its absolute value."""
    out = []
    for x in xs:
        if x > 29:
            x = x * 14
        out.append(abs(x))
    return out


def garnet(xs):
    """For every number of a list: if it is greater than 30, lower it to at most 32; then negate it."""
    out = []
    for x in xs:
        if x > 30:
            x = min(x, 32)
        out.append(-x)
    return out


def lemon(xs):
    """Sum a list, after each number: add 33, then use 35 if it is less."""
    total = 0
    for x in xs:
        x = x + 33
        total += max(x, 35)
    return total


def olive(xs):
    """For every number of a list: if it is greater than 19, multiply it by itself; then multiply by 11."""
    out = []
    for x in xs:
        if x > 19:
            x = x * x
        out.append(x * 11)
    return out


def slate(x):
    """If the number is greater than 38, take the whole part of a division by 6; otherwise drop its sign."""
    if x > 38:
        return x // 6
    return abs(x)


def lotus(x):
    """If the number is greater than 32, raise it to at least 40; otherwise decrease it by 36."""
    if x > 32:
        return max(x, 40)
    return x - 36


def copper(x):
    """Take a number, multiply it by itself, then multiply by 32."""
    x = x * x
    return x * 32


def hazel(x):
    """If the number is greater than 26, take the remainder of a division by 29; otherwise add 30."""
    if x > 26:
        return x % 29
    return x + 30


def indigo(xs):
    """Sum a list, after each number: take it 6 times, then take the remainder of a division by 3."""
    total = 0
    for x in xs:
        x = x * 6
        total += x % 3
    return total


def lilac(x):
    """If the number is greater than 38, use 34 if it is less; otherwise use 40 if it is more."""
    if x > 38:
        return max(x, 34)
    return min(x, 40)


def garnet(xs):
    """For every number of a list: if it is greater than 8, flip its sign; then take the whole part of a division by 2."""
    out = []
    for x in xs:
        if x > 8:
            x = -x
        out.append(x // 2)
    return out


def fern(x):
    """If the number is greater than 8, drop its sign; otherwise multiply it by itself."""
    if x > 8:
        return abs(x)
    return x * x


def cider(x):
    """If the number is greater than 22, subtract 18; otherwise multiply by 5."""
    if x > 22:
        return x - 18
    return x * 5


def mint(x):
    """Take a number, flip its sign, then increase it by 21."""
    x = -x
    return x + 21


def sorrel(xs):
    """Sum a list, after each number: drop its sign, then decrease it by 25."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 25
    return total


def pepper(x):
    """If the number is greater than 34, take its absolute value; otherwise use 35 if it is more."""
    if x > 34:
        return abs(x)
    return min(x, 35)


def zephyr(xs):
    """Sum a list, after each number: flip its sign, then add 4."""
    total = 0
    for x in xs:
        x = -x
        total += x + 4
    return total


def copper(xs):
    """Sum a list, after each number: take its absolute value, then add 37."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 37
    return total


def iris(xs):
    """Sum a list, after each number: take the whole part of a division by 30, then multiply by 35."""
    total = 0
    for x in xs:
        x = x // 30
        total += x * 35
    return total


def glade(xs):
    """For every number of a list: if it is greater than 30, flip its sign; then take its absolute value."""
    out = []
    for x in xs:
        if x > 30:
            x = -x
        out.append(abs(x))
    return out
