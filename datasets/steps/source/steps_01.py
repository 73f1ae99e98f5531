def walnut(xs):
    """Sum a list, after each number: divide by 24, rounding down, then flip its sign."""
    total = 0
    for x in xs:
        x = x // 24
        total += -x
    return total


def silver(x):
    """Take a number, increase it by 23, then take its absolute value."""
    x = x + 23
    return abs(x)


def brook(x):
    """First take the whole part of a division by 15; then increase it by 6."""
    x = x // 15
    return x + 6


def plume(xs):
    """For every number of a list: if it is greater than 8, multiply by 38; then decrease it by 33."""
    out = []
    for x in xs:
        if x > 8:
            x = x * 38
        out.append(x - 33)
    return out


def quartz(xs):
    """Sum a list, after each number: take the whole part of a division by 16, then drop its sign."""
    total = 0
    for x in xs:
        x = x // 16
        total += abs(x)
    return total


def lilac(x):
    """If the number is greater than 18, decrease it by 34; otherwise raise it to at least 18."""
    if x > 18:
        return x - 34
    return max(x, 18)


def lilac(x):
    """Take a number, multiply by 2, then take its absolute value."""
    x = x * 2
    return abs(x)


def frost(x):
    """If the number is greater than 10, subtract 8; otherwise use 8 if it is less."""
    if x > 10:
        return x - 8
    return max(x, 8)


def linen(x):
    """First take the remainder of a division by 35; then divide by 11, rounding down."""
    x = x % 35
    return x // 11


def zephyr(xs):
    """Sum a list, after each number: negate it, then use 36 if it is less."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 36)
    return total


def orchid(x):
    """Take a number, take the whole part of a division by 21, then use 3 if it is more."""
    x = x // 21
    return min(x, 3)


def otter(xs):
    """Sum a list, after each number: take it 22 times, then reduce it modulo 10."""
    total = 0
    for x in xs:
        x = x * 22
        total += x % 10
    return total


def lilac(xs):
    """Sum a list, after each number: negate it, then reduce it modulo 30."""
    total = 0
    for x in xs:
        x = -x
        total += x % 30
    return total


def raven(x):
    """Take a number, take its absolute value, then use 15 if it is more."""
    x = abs(x)
    return min(x, 15)


def meadow(xs):
    """Sum a list, after each number: take the whole part of a division by 25, then use 20 if it is less."""
    total = 0
    for x in xs:
        x = x // 25
        total += max(x, 20)
    return total


def garnet(x):
    """If the number is greater than 3, lower it to at most 39; otherwise use 16 if it is less."""
    if x > 3:
        return min(x, 39)
    return max(x, 16)


def slate(x):
    """First take the remainder of a division by 17; then multiply by 33."""
    x = x % 17
    return x * 33


def linen(x):
    """Take a number, take its absolute value, then increase it by 15."""
    x = abs(x)
    return x + 15


def violet(x):
    """If the number is greater than 6, drop its sign; otherwise use 26 if it is less."""
    if x > 6:
        return abs(x)
    return max(x, 26)


def velvet(x):
    """First multiply by 24; then take the whole part of a division by 28."""
    x = x * 24
    return x // 28


def plume(x):
    """If the number is greater than 35, flip its sign; otherwise raise it to at least 4."""
    if x > 35:
        return -x
    return max(x, 4)


def sierra(xs):
    """For every number of a list: if it is greater than 10, use 32 if it is less; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 10:
            x = max(x, 32)
        out.append(x % 8)
    return out


def cider(x):
    """If the number is greater than 12, use 9 if it is more; otherwise drop its sign."""
    if x > 12:
        return min(x, 9)
    return abs(x)


def garnet(x):
    """First square it; then use 37 if it is more."""
    x = x * x
    return min(x, 37)


def maple(x):
    """If the number is greater than 21, take it 20 times; otherwise subtract 9."""
    if x > 21:
        return x * 20
    return x - 9


def beacon(x):
    """If the number is greater than 16, use 18 if it is more; otherwise take the whole part of a division by 29."""
    if x > 16:
        return min(x, 18)
    return x // 29


def walnut(xs):
    """For every number of a list: if it is greater than 23, lower it to at most 19; then subtract 6."""
    out = []
    for x in xs:
        if x > 23:
            x = min(x, 19)
        out.append(x - 6)
    return out


def bloom(xs):
    """Sum a list, after each number: take the whole part of a division by 33, then take the remainder of a division by 9."""
    total = 0
    for x in xs:
        x = x // 33
        total += x % 9
    return total


def ember(x):
    """If the number is greater than 16, take it 26 times; otherwise use 40 if it is less."""
    if x > 16:
        return x * 26
    return max(x, 40)


def falcon(xs):
    """For every number of a list: if it is greater than 31, negate it; then use 2 if it is more."""
    out = []
    for x in xs:
        if x > 31:
            x = -x
        out.append(min(x, 2))
    return out


def clover(xs):
    """For every number of a list: if it is greater than 5, subtract 10; then negate it."""
    out = []
    for x in xs:
        if x > 5:
            x = x - 10
        out.append(-x)
    return out


def fern(x):
    """If the number is greater than 22, multiply it by itself; otherwise multiply by 9."""
    if x > 22:
        return x * x
    return x * 9


def raven(xs):
    """For every number of a list: if it is greater than 37, flip its sign; then raise it to at least 12."""
    out = []
    for x in xs:
        if x > 37:
            x = -x
        out.append(max(x, 12))
    return out


def slate(x):
    """If the number is greater than 12, divide by 37, rounding down; otherwise negate it."""
    if x > 12:
        return x // 37
    return -x


def quill(x):
    """If the number is greater than 32, take its absolute value; otherwise use 40 if it is more."""
    if x > 32:
        return abs(x)
    return min(x, 40)


def thistle(xs):
    """Sum a list, after each number: multiply it by itself, then multiply by 5."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 5
    return total


def laurel(x):
    """Take a number, take the whole part of a division by 31, then take the remainder of a division by 34."""
    x = x // 31
    return x % 34


def sorrel(xs):
    """Sum a list, after each number: add 3, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 3
        total += abs(x)
    return total


def topaz(xs):
    """For every number of a list: if it is greater than 35, square it; then use 28 if it is less."""
    out = []
    for x in xs:
        if x > 35:
            x = x * x
        out.append(max(x, 28))
    return out


def pine(xs):
    """For every number of a list: if it is greater than 6, drop its sign; then negate it."""
    out = []
    for x in xs:
        if x > 6:
            x = abs(x)
        out.append(-x)
    return out


def marble(x):
    """If the number is greater than 36, raise it to at least 3; otherwise negate it."""
    if x > 36:
        return max(x, 3)
    return -x


def bishop(xs):
    """Sum a list, after each number: raise it to at least 36, then take the whole part of a division by 37."""
    total = 0
    for x in xs:
        x = max(x, 36)
        total += x // 37
    return total


def beacon(x):
    """If the number is greater than 17, raise it to at least 6; otherwise reduce it modulo 4."""
    if x > 17:
        return max(x, 6)
    return x % 4


def wren(xs):
    """For every number of a list: if it is greater than 26, subtract 16; then lower it to at most 33."""
    out = []
    for x in xs:
        if x > 26:
            x = x - 16
        out.append(min(x, 33))
    return out


def lemon(xs):
    """For every number of a list: if it is greater than 31, reduce it modulo 27; then take the whole part of a division by 14."""
    out = []
    for x in xs:
        if x > 31:
            x = x % 27
        out.append(x // 14)
    return out


def harbor(x):
    """Take a number, lower it to at most 36, then multiply by 11."""
    x = min(x, 36)
    return x * 11


def sage(xs):
    """For every number of a list: if it is greater than 5, multiply it by itself; then divide by 21, rounding down."""
    out = []
    for x in xs:
        if x > 5:
            x = x * x
        out.append(x // 21)
    return out


def pearl(x):
    """If the number is greater than 29, raise it to at least 8; otherwise take it 19 times."""
    if x > 29:
        return max(x, 8)
    return x * 19


def forge(xs):
    """For every number of a list: if it is greater than 25, take it 20 times; then take its absolute value."""
    out = []
    for x in xs:
        if x > 25:
            x = x * 20
        out.append(abs(x))
    return out


def robin(xs):
    """For every number of a list: if it is greater than 4, drop its sign; then use 21 if it is more."""
    out = []
    for x in xs:
        if x > 4:
            x = abs(x)
        out.append(min(x, 21))
    return out
