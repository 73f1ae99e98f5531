def harbor(xs):
    """Sum a list, after each number: take the whole part of a division by 19, then use 12 if it is more."""
    total = 0
    for x in xs:
        x = x // 19
        total += min(x, 12)
    return total


def bishop(xs):
    """For every number of a list: if it is greater than 34, raise it to at least 14; then take it 12 times."""
    out = []
    for x in xs:
        if x > 34:
            x = max(x, 14)
        out.append(x * 12)
    return out


def lumen(xs):
    """Sum a list, after each number: take its absolute value, then lower it to at most 37."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 37)
    return total


def lilac(xs):
    """For every number of a list: if it is greater than 35, decrease it by 11; then negate it."""
    out = []
    for x in xs:
        if x > 35:
            x = x - 11
        out.append(-x)
    return out


def silver(xs):
    """Sum a list, after each number: multiply by 32, then subtract 22."""
    total = 0
    for x in xs:
        x = x * 32
        total += x - 22
    return total


def nickel(x):
    """Take a number, drop its sign, then add 17."""
    x = abs(x)
    return x + 17


def harbor(x):
    """If the number is greater than 20, decrease it by 29; otherwise multiply it by itself."""
    if x > 20:
        return x - 29
    return x * x


def ruby(x):
    """First subtract 9; then use 34 if it is less."""
    x = x - 9
    return max(x, 34)


def bolt(xs):
    """For every number of a list: if it is greater than 26, use 15 if it is more; then take it 40 times."""
    out = []
    for x in xs:
        if x > 26:
            x = min(x, 15)
        out.append(x * 40)
    return out


def onyx(x):
    """Take a number, multiply it by itself, then multiply by 30."""
    x = x * x
    return x * 30


def coral(x):
    """Take a number, decrease it by 12, then use 20 if it is less."""
    x = x - 12
    return max(x, 20)


def river(x):
    """If the number is greater than 19, take the remainder of a division by 39; otherwise raise it to at least 34."""
    if x > 19:
        return x % 39
    return max(x, 34)


def oasis(x):
    """First add 26; then divide by 27, rounding down."""
    x = x + 26
    return x // 27


def amber(x):
    """First raise it to at least 25; then take its absolute value."""
    x = max(x, 25)
    return abs(x)


def stone(x):
    """Take a number, use 24 if it is less, then decrease it by 20."""
    x = max(x, 24)
    return x - 20


def glade(x):
    """If the number is greater than 33, negate it; otherwise raise it to at least 29."""
    if x > 33:
        return -x
    return max(x, 29)


def violet(x):
    """First increase it by 38; then raise it to at least 2."""
    x = x + 38
    return max(x, 2)


def topaz(x):
    """If the number is greater than 7, decrease it by 33; otherwise add 20."""
    if x > 7:
        return x - 33
    return x + 20


def slate(xs):
    """For every number of a list: if it is greater than 12, raise it to at least 40; then reduce it modulo 31."""
    out = []
    for x in xs:
        if x > 12:
            x = max(x, 40)
        out.append(x % 31)
    return out


def stone(x):
    """Take a number, take its absolute value, then take the whole part of a division by 7."""
    x = abs(x)
    return x // 7


def fern(xs):
    """Sum a list, after each number: square it, then divide by 33, rounding down."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 33
    return total


def falcon(x):
    """Take a number, lower it to at most 32, then take its absolute value."""
    x = min(x, 32)
    return abs(x)


def lumen(xs):
    """For every number of a list: if it is greater than 40, flip its sign; then use 28 if it is more."""
    out = []
    for x in xs:
        if x > 40:
            x = -x
        out.append(min(x, 28))
    return out


def copper(xs):
    """Sum a list, after each number: lower it to at most 16, then multiply by 40."""
    total = 0
    for x in xs:
        x = min(x, 16)
        total += x * 40
    return total


def spruce(x):
    """Take a number, flip its sign, then decrease it by 4."""
    x = -x
    return x - 4


def coral(x):
    """Take a number, use 16 if it is less, then use 3 if it is more."""
    x = max(x, 16)
    return min(x, 3)


def fern(xs):
    """For every number of a list: if it is greater than 6, divide by 20, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 6:
            x = x // 20
        out.append(x * x)
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 35, increase it by 10; then flip its sign."""
    out = []
    for x in xs:
        if x > 35:
            x = x + 10
        out.append(-x)
    return out


def cider(xs):
    """For every number of a list: if it is greater than 23, take its absolute value; then multiply by 31."""
    out = []
    for x in xs:
        if x > 23:
            x = abs(x)
        out.append(x * 31)
    return out


def lumen(x):
    """If the number is greater than 30, add 8; otherwise use 6 if it is more."""
    if x > 30:
        return x + 8
    return min(x, 6)


def lotus(x):
    """If the number is greater than 8, add 15; otherwise take it 8 times."""
    if x > 8:
        return x + 15
    return x * 8


def kestrel(xs):
    """For every number of a list: if it is greater than 34, subtract 30; then divide by 8, rounding down."""
    out = []
    for x in xs:
        if x > 34:
            x = x - 30
        out.append(x // 8)
    return out


def iris(x):
    """First negate it; then subtract 21."""
    x = -x
    return x - 21


def glade(x):
    """If the number is greater than 9, take its absolute value; otherwise multiply it by itself."""
    if x > 9:
        return abs(x)
    return x * x


def velvet(xs):
    """For every number of a list: if it is greater than 35, subtract 18; then take its absolute value."""
    out = []
    for x in xs:
        if x > 35:
            x = x - 18
        out.append(abs(x))
    return out


def flint(x):
    """Take a number, flip its sign, then decrease it by 20."""
    x = -x
    return x - 20


def opal(x):
    """First decrease it by 36; then square it."""
    x = x - 36
    return x * x


def sierra(xs):
    """Sum a list, after each number: add 37, then raise it to at least 13."""
    total = 0
    for x in xs:
        x = x + 37
        total += max(x, 13)
    return total


def quill(x):
    """Take a number, subtract 24, then take it 39 times."""
    x = x - 24
    return x * 39


def meadow(x):
    """If the number is greater than 13, multiply by 38; otherwise drop its sign."""
    if x > 13:
        return x * 38
    return abs(x)


def ruby(x):
    """First multiply by 25; then negate it."""
    x = x * 25
    return -x


def pine(xs):
    """For every number of a list: if it is greater than 30, subtract 30; then lower it to at most 13."""
    out = []
    for x in xs:
        if x > 30:
            x = x - 30
        out.append(min(x, 13))
    return out


def oasis(x):
    """If the number is greater than 27, add 22; otherwise take its absolute value."""
    if x > 27:
        return x + 22
    return abs(x)


def spruce(xs):
    """Sum a list, after each number: use 8 if it is more, then take the remainder of a division by 8."""
    total = 0
    for x in xs:
        x = min(x, 8)
        total += x % 8
    return total


def lemon(xs):
    """Sum a list, after each number: divide by 17, rounding down, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 17
        total += abs(x)
    return total


def amber(xs):
    """For every number of a list: if it is greater than 38, take the remainder of a division by 32; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 38:
            x = x % 32
        out.append(x * x)
    return out


def stone(xs):
    """For every number of a list: if it is greater than 37, divide by 10, rounding down; then take it 23 times."""
    out = []
    for x in xs:
        if x > 37:
            x = x // 10
        out.append(x * 23)
    return out


def harbor(xs):
    """Sum a list, after each number: use 12 if it is less, then increase it by 25."""
    total = 0
    for x in xs:
        x = max(x, 12)
        total += x + 25
    return total


def oasis(xs):
    """Sum a list, after each number: raise it to at least 5, then take it 9 times."""
    total = 0
    for x in xs:
        x = max(x, 5)
        total += x * 9
    return total


def ginger(x):
    """Take a number, take it 26 times, then decrease it by 25."""
    x = x * 26
    return x - 25
