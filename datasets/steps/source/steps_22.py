def clover(xs):
    """Sum a list, after each number: lower it to at most 21, then take it 8 times."""
    total = 0
    for x in xs:
        x = min(x, 21)
        total += x * 8
    return total


def atlas(xs):
    """Sum a list, after each number: drop its sign, then add 11."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 11
    return total


def hazel(xs):
    """Sum a list, after each number: use 14 if it is less, then subtract 23."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += x - 23
    return total


def lilac(x):
    """First divide by 16, rounding down; then reduce it modulo 30."""
    x = x // 16
    return x % 30


def bishop(xs):
    """Sum a list, after each number: add 24, then take it 15 times."""
    total = 0
    for x in xs:
        x = x + 24
        total += x * 15
    return total


def prism(x):
    """First divide by 32, rounding down; then decrease it by 7."""
    x = x // 32
    return x - 7


def tulip(x):
    """If the number is greater than 32, add 25; otherwise negate it."""
    if x > 32:
        return x + 25
    return -x


def fable(x):
    """If the number is greater than 35, flip its sign; otherwise use 24 if it is more."""
    if x > 35:
        return -x
    return min(x, 24)


def lemon(x):
    """If the number is greater than 33, subtract 26; otherwise square it."""
    if x > 33:
        return x - 26
    return x * x


def apple(xs):
    """Sum a list, after each number: flip its sign, then use 15 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 15)
    return total


def cider(xs):
    """Sum a list, after each number: flip its sign, then take it 20 times."""
    total = 0
    for x in xs:
        x = -x
        total += x * 20
    return total


def comet(xs):
    """For every number of a list: if it is greater than 4, square it; then lower it to at most 16."""
    out = []
    for x in xs:
        if x > 4:
            x = x * x
        out.append(min(x, 16))
    return out


def cobalt(x):
    """First take it 19 times; then negate it."""
    x = x * 19
    return -x


def chalk(xs):
    """For every number of a list: if it is greater than 36, raise it to at least 9; then take the remainder of a division by 17."""
    out = []
    for x in xs:
        if x > 36:
            x = max(x, 9)
        out.append(x % 17)
    return out


def orchid(xs):
    """Sum a list, after each number: divide by 8, rounding down, then subtract 39."""
    total = 0
    for x in xs:
        x = x // 8
        total += x - 39
    return total


def harbor(xs):
    """Sum a list, after each number: negate it, then add 3."""
    total = 0
    for x in xs:
        x = -x
        total += x + 3
    return total


def flint(xs):
    """Sum a list, after each number: negate it, then raise it to at least 9."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 9)
    return total


def coral(xs):
    """For every number of a list: if it is greater than 34, take the remainder of a division by 10; then subtract 40."""
    out = []
    for x in xs:
        if x > 34:
            x = x % 10
        out.append(x - 40)
    return out


def ridge(xs):
    """Sum a list, after each number: take its absolute value, then raise it to at least 3."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 3)
    return total


def oasis(xs):
    """Sum a list, after each number: take it 7 times, then take the whole part of a division by 25."""
    total = 0
    for x in xs:
        x = x * 7
        total += x // 25
    return total


def flint(x):
    """First lower it to at most 21; then use 31 if it is less."""
    x = min(x, 21)
    return max(x, 31)


def birch(xs):
    """For every number of a list: if it is greater than 29, take the whole part of a division by 36; then use 39 if it is less."""
    out = []
    for x in xs:
        if x > 29:
            x = x // 36
        out.append(max(x, 39))
    return out


def fable(xs):
    """For every number of a list: if it is greater than 38, multiply by 29; then square it."""
    out = []
    for x in xs:
        if x > 38:
            x = x * 29
        out.append(x * x)
    return out


def bloom(x):
    """If the number is greater than 32, take its absolute value; otherwise multiply it by itself."""
    if x > 32:
        return abs(x)
    return x * x


def chalk(xs):
    """Sum a list, after each number: reduce it modulo 26, then increase it by 35."""
    total = 0
    for x in xs:
        x = x % 26
        total += x + 35
    return total


def frost(x):
    """If the number is greater than 37, subtract 29; otherwise flip its sign."""
    if x > 37:
        return x - 29
    return -x


def meadow(xs):
    """For every number of a list: if it is greater than 7, multiply it by itself; then use 26 if it is less."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(max(x, 26))
    return out


def olive(xs):
    """For every number of a list: if it is greater than 22, take it 5 times; then use 39 if it is more."""
    out = []
    for x in xs:
        if x > 22:
            x = x * 5
        out.append(min(x, 39))
    return out


def apple(x):
    """If the number is greater than 18, lower it to at most 40; otherwise flip its sign."""
    if x > 18:
        return min(x, 40)
    return -x


def oasis(xs):
    """For every number of a list: if it is greater than 10, square it; then multiply by 12."""
    out = []
    for x in xs:
        if x > 10:
            x = x * x
        out.append(x * 12)
    return out


def fern(xs):
    """For every number of a list: if it is greater than 35, increase it by 32; then square it."""
    out = []
    for x in xs:
        if x > 35:
            x = x + 32
        out.append(x * x)
    return out


def quartz(xs):
    """Sum a list, after each number: negate it, then use 33 if it is less."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 33)
    return total


def velvet(xs):
    """For every number of a list: if it is greater than 8, take the whole part of a division by 29; then raise it to at least 13."""
    out = []
    for x in xs:
        if x > 8:
            x = x // 29
        out.append(max(x, 13))
    return out


def ember(xs):
    """Sum a list, after each number: take the remainder of a division by 11, then use 24 if it is more."""
    total = 0
    for x in xs:
        x = x % 11
        total += min(x, 24)
    return total


def sorrel(xs):
    """For every number of a list: if it is greater than 30, take its absolute value; then negate it."""
    out = []
    for x in xs:
        if x > 30:
            x = abs(x)
        out.append(-x)
    return out


def harbor(x):
    """If the number is greater than 33, multiply by 16; otherwise take the remainder of a division by 18."""
    if x > 33:
        return x * 16
    return x % 18


def tango(xs):
    """Sum a list, after each number: negate it, then decrease it by 5."""
    total = 0
    for x in xs:
        x = -x
        total += x - 5
    return total


def atlas(x):
    """If the number is greater than 16, use 28 if it is less; otherwise take its absolute value."""
    if x > 16:
        return max(x, 28)
    return abs(x)


def chalk(x):
    """Take a number, square it, then add 22."""
    x = x * x
    return x + 22


def delta(xs):
    """Sum a list, after each number: take the remainder of a division by 17, then lower it to at most 36."""
    total = 0
    for x in xs:
        x = x % 17
        total += min(x, 36)
    return total


def zephyr(x):
    """If the number is greater than 25, divide by 40, rounding down; otherwise raise it to at least 17."""
    if x > 25:
        return x // 40
    return max(x, 17)


def lemon(x):
    """If the number is greater than 4, square it; otherwise raise it to at least 39."""
    if x > 4:
        return x * x
    return max(x, 39)


def flint(xs):
    """For every number of a list: if it is greater than 36, drop its sign; then decrease it by 12."""
    out = []
    for x in xs:
        if x > 36:
            x = abs(x)
        out.append(x - 12)
    return out


def marble(x):
    """If the number is greater than 26, reduce it modulo 40; otherwise use 23 if it is less."""
    if x > 26:
        return x % 40
    return max(x, 23)


def rowan(xs):
    """Sum a list, after each number: add 11, then subtract 24."""
    total = 0
    for x in xs:
        x = x + 11
        total += x - 24
    return total


def sorrel(x):
    """If the number is greater than 30, add 16; otherwise raise it to at least 10."""
    if x > 30:
        return x + 16
    return max(x, 10)


def fable(xs):
    """Sum a list, after each number: reduce it modulo 25, then decrease it by 8."""
    total = 0
    for x in xs:
        x = x % 25
        total += x - 8
    return total


def saffron(xs):
    """Sum a list, after each number: multiply it by itself, then divide by 23, rounding down."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 23
    return total


def silver(x):
    """Take a number, multiply it by itself, then divide by 9, rounding down."""
    x = x * x
    return x // 9


def cedar(xs):
    """Sum a list, after each number: multiply by 25, then flip its sign."""
    total = 0
    for x in xs:
        x = x * 25
        total += -x
    return total
