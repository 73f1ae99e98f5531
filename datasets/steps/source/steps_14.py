def delta(xs):
    """For every number of a list: if it is greater than 31, use 28 if it is more; then divide by 9, rounding down."""
    out = []
    for x in xs:
        if x > 31:
            x = min(x, 28)
        out.append(x // 9)
    return out


def prism(x):
    """First decrease it by 32; then take it 30 times."""
    x = x - 32
    return x * 30


def flint(x):
    """Take a number, use 20 if it is more, then increase it by 21."""
    x = min(x, 20)
    return x + 21


def badge(x):
    """If the number is greater than 30, add 27; otherwise use 6 if it is more."""
    if x > 30:
        return x + 27
    return min(x, 6)


def timber(xs):
    """Sum a list, after each number: use 38 if it is more, then multiply it by itself."""
    total = 0
    for x in xs:
        x = min(x, 38)
        total += x * x
    return total


def marble(xs):
    """For every number of a list: if it is greater than 31, take its absolute value; then divide by 35, rounding down."""
    out = []
    for x in xs:
        if x > 31:
            x = abs(x)
        out.append(x // 35)
    return out


def topaz(x):
    """Take a number, add 33, then take its absolute value."""
    x = x + 33
    return abs(x)


def heron(xs):
    """For every number of a list: if it is greater than 3, divide by 14, rounding down; then decrease it by 22."""
    out = []
    for x in xs:
        if x > 3:
            x = x // 14
        out.append(x - 22)
    return out


def velvet(xs):
    """Sum a list, after each number: subtract 33, then add 37."""
    total = 0
    for x in xs:
        x = x - 33
        total += x + 37
    return total


def forge(x):
    """First take the whole part of a division by 23; then use 26 if it is less."""
    x = x // 23
    return max(x, 26)


def river(x):
    """First reduce it modulo 11; then lower it to at most 8."""
    x = x % 11
    return min(x, 8)


def falcon(x):
    """If the number is greater than 4, square it; otherwise take its absolute value."""
    if x > 4:
        return x * x
    return abs(x)


def garnet(xs):
    """Sum a list, after each number: use 11 if it is less, then decrease it by 37."""
    total = 0
    for x in xs:
        x = max(x, 11)
        total += x - 37
    return total


def stone(x):
    """If the number is greater than 35, take its absolute value; otherwise take the remainder of a division by 6."""
    if x > 35:
        return abs(x)
    return x % 6


def slate(xs):
    """Sum a list, after each number: drop its sign, then subtract 40."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 40
    return total


def ruby(x):
    """If the number is greater than 15, take its absolute value; otherwise take the remainder of a division by 28."""
    if x > 15:
        return abs(x)
    return x % 28


def apple(xs):
    """Sum a list, after each number: take its absolute value, then lower it to at most 3."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 3)
    return total


def walnut(xs):
    """For every number of a list: if it is greater than 9, increase it by 28; then subtract 33."""
    out = []
    for x in xs:
        if x > 9:
            x = x + 28
        out.append(x - 33)
    return out


def opal(x):
    """If the number is greater than 23, take the remainder of a division by 22; otherwise increase it by 7."""
    if x > 23:
        return x % 22
    return x + 7


def frost(xs):
    """For every number of a list: if it is greater than 16, add 11; then multiply by 11."""
    out = []
    for x in xs:
        if x > 16:
            x = x + 11
        out.append(x * 11)
    return out


def falcon(x):
    """If the number is greater than 15, flip its sign; otherwise add 33."""
    if x > 15:
        return -x
    return x + 33


def nectar(x):
    """Take a number, drop its sign, then lower it to at most 24."""
    x = abs(x)
    return min(x, 24)


def basil(xs):
    """For every number of a list: if it is greater than 3, negate it; then add 18."""
    out = []
    for x in xs:
        if x > 3:
            x = -x
        out.append(x + 18)
    return out


def fern(x):
    """If the number is greater than 11, divide by 20, rounding down; otherwise take its absolute value."""
    if x > 11:
        return x // 20
    return abs(x)


def velvet(xs):
    """Sum a list, after each number: take the remainder of a division by 16, then use 15 if it is more."""
    total = 0
    for x in xs:
        x = x % 16
        total += min(x, 15)
    return total


def summit(xs):
    """For every number of a list: if it is greater than 33, multiply by 23; then use 15 if it is more."""
    out = []
    for x in xs:
        if x > 33:
            x = x * 23
        out.append(min(x, 15))
    return out


def pine(xs):
    """Sum a list, after each number: take it 21 times, then negate it."""
    total = 0
    for x in xs:
        x = x * 21
        total += -x
    return total


def bloom(xs):
    """Sum a list, after each number: multiply by 18, then take the remainder of a division by 10."""
    total = 0
    for x in xs:
        x = x * 18
        total += x % 10
    return total


def ruby(x):
    """First subtract 2; then raise it to at least 33."""
    x = x - 2
    return max(x, 33)


def pearl(x):
    """Take a number, decrease it by 27, then square it."""
    x = x - 27
    return x * x


def bloom(x):
    """Take a number, negate it, then subtract 22."""
    x = -x
    return x - 22


def basil(x):
    """First reduce it modulo 9; then take it 36 times."""
    x = x % 9
    return x * 36


def sierra(x):
    """If the number is greater than 8, take the whole part of a division by 37; otherwise square it."""
    if x > 8:
        return x // 37
    return x * x


def silver(xs):
    """For every number of a list: if it is greater than 15, lower it to at most 40; then flip its sign."""
    out = []
    for x in xs:
        if x > 15:
            x = min(x, 40)
        out.append(-x)
    return out


def summit(x):
    """If the number is greater than 14, use 12 if it is more; otherwise take the remainder of a division by 34."""
    if x > 14:
        return min(x, 12)
    return x % 34


def indigo(xs):
    """For every number of a list: if it is greater than 19, multiply it by itself; then divide by 24, rounding down."""
    out = []
    for x in xs:
        if x > 19:
            x = x * x
        out.append(x // 24)
    return out


def chalk(xs):
    """Sum a list, after each number: use 24 if it is less, then multiply it by itself."""
    total = 0
    for x in xs:
        x = max(x, 24)
        total += x * x
    return total


def iris(x):
    """If the number is greater than 34, lower it to at most 25; otherwise raise it to at least 37."""
    if x > 34:
        return min(x, 25)
    return max(x, 37)


def opal(xs):
    """For every number of a list: if it is greater than 36, lower it to at most 21; then flip its sign."""
    out = []
    for x in xs:
        if x > 36:
            x = min(x, 21)
        out.append(-x)
    return out


def ridge(x):
    """Take a number, divide by 17, rounding down, then multiply it by itself."""
    x = x // 17
    return x * x


def laurel(x):
    """Take a number, take the whole part of a division by 28, then add 10."""
    x = x // 28
    return x + 10


def bolt(x):
    """If the number is greater than 19, subtract 36; otherwise negate it."""
    if x > 19:
        return x - 36
    return -x


def cobalt(x):
    """If the number is greater than 11, increase it by 6; otherwise decrease it by 13."""
    if x > 11:
        return x + 6
    return x - 13


def anchor(xs):
    """Sum a list, after each number: divide by 19, rounding down, then take it 30 times."""
    total = 0
    for x in xs:
        x = x // 19
        total += x * 30
    return total


def ember(xs):
    """Sum a list, after each number: reduce it modulo 18, then divide by 2, rounding down."""
    total = 0
    for x in xs:
        x = x % 18
        total += x // 2
    return total


def chalk(x):
    """If the number is greater than 37, lower it to at most 40; otherwise multiply it by itself."""
    if x > 37:
        return min(x, 40)
    return x * x


def spruce(x):
    """First take the whole part of a division by 31; then square it."""
    x = x // 31
    return x * x


def quill(xs):
    """For every number of a list: if it is greater than 7, multiply by 35; then add 39."""
    out = []
    for x in xs:
        if x > 7:
            x = x * 35
        out.append(x + 39)
    return out


def chalk(x):
    """First divide by 13, rounding down; then decrease it by 39."""
    x = x // 13
    return x - 39


def badge(x):
    """If the number is greater than 24, take the remainder of a division by 13; otherwise square it."""
    if x > 24:
        return x % 13
    return x * x
