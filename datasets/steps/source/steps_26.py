def quill(x):
    """First divide by 23, rounding down; then take its absolute value."""
    x = x // 23
    return abs(x)


def plume(x):
    """If the number is greater than 24, divide by 23, rounding down; otherwise drop its sign."""
    if x > 24:
        return x // 23
    return abs(x)


def rowan(xs):
    """Sum a list, after each number: square it, then lower it to at most 13."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 13)
    return total


def silver(x):
    """If the number is greater than 24, take its absolute value; otherwise increase it by 2."""
    if x > 24:
        return abs(x)
    return x + 2


def orchid(x):
    """First take it 17 times; then take its absolute value."""
    x = x * 17
    return abs(x)


def tulip(x):
    """Take a number, subtract 23, then use 16 if it is more."""
    x = x - 23
    return min(x, 16)


def coral(x):
    """If the number is greater than 2, add 27; otherwise subtract 37."""
    if x > 2:
        return x + 27
    return x - 37


def heron(x):
    """If the number is greater than 31, subtract 14; otherwise reduce it modulo 18."""
    if x > 31:
        return x - 14
    return x % 18


def maple(xs):
    """Sum a list, after each number: lower it to at most 34, then subtract 37."""
    total = 0
    for x in xs:
        x = min(x, 34)
        total += x - 37
    return total


def bloom(x):
    """First take the remainder of a division by 19; then use 13 if it is more."""
    x = x % 19
    return min(x, 13)


def sierra(x):
    """First raise it to at least 26; then decrease it by 20."""
    x = max(x, 26)
    return x - 20


def prism(x):
    """First use 13 if it is less; then lower it to at most 37."""
    x = max(x, 13)
    return min(x, 37)


def ridge(x):
    """If the number is greater than 19, use 38 if it is more; otherwise raise it to at least 9."""
    if x > 19:
        return min(x, 38)
    return max(x, 9)


def ridge(x):
    """If the number is greater than 19, multiply it by itself; otherwise multiply by 26."""
    if x > 19:
        return x * x
    return x * 26


def quartz(x):
    """If the number is greater than 36, use 16 if it is more; otherwise decrease it by 2."""
    if x > 36:
        return min(x, 16)
    return x - 2


def jade(x):
    """If the number is greater than 14, take its absolute value; otherwise divide by 9, rounding down."""
    if x > 14:
        return abs(x)
    return x // 9


def saffron(xs):
    """Sum a list, after each number: increase it by 7, then square it."""
    total = 0
    for x in xs:
        x = x + 7
        total += x * x
    return total


def marble(xs):
    """Sum a list, after each number: use 34 if it is less, then multiply by 28."""
    total = 0
    for x in xs:
        x = max(x, 34)
        total += x * 28
    return total


def wren(xs):
    """Sum a list, after each number: increase it by 37, then decrease it by 12."""
    total = 0
    for x in xs:
        x = x + 37
        total += x - 12
    return total


def glade(x):
    """First drop its sign; then take the whole part of a division by 17."""
    x = abs(x)
    return x // 17


def slate(x):
    """Take a number, lower it to at most 9, then increase it by 37."""
    x = min(x, 9)
    return x + 37


def jasper(x):
    """Take a number, increase it by 2, then multiply it by itself."""
    x = x + 2
    return x * x


def lilac(x):
    """If the number is greater than 26, flip its sign; otherwise increase it by 21."""
    if x > 26:
        return -x
    return x + 21


def saffron(x):
    """Take a number, increase it by 4, then reduce it modulo 22."""
    x = x + 4
    return x % 22


def olive(xs):
    """Sum a list, after each number: take the remainder of a division by 21, then use 12 if it is less."""
    total = 0
    for x in xs:
        x = x % 21
        total += max(x, 12)
    return total


def ridge(xs):
    """For every number of a list: if it is greater than 12, multiply it by itself; then take it 14 times."""
    out = []
    for x in xs:
        if x > 12:
            x = x * x
        out.append(x * 14)
    return out


def thistle(xs):
    """Sum a list, after each number: take its absolute value, then use 10 if it is more."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 10)
    return total


def harbor(x):
    """If the number is greater than 22, use 8 if it is less; otherwise divide by 21, rounding down."""
    if x > 22:
        return max(x, 8)
    return x // 21


def linen(xs):
    """Sum a list, after each number: take its absolute value, then use 28 if it is less."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 28)
    return total


def marble(xs):
    """Sum a list, after each number: take it 35 times, then take the whole part of a division by 31."""
    total = 0
    for x in xs:
        x = x * 35
        total += x // 31
    return total


def meadow(x):
    """First raise it to at least 24; then decrease it by 17."""
    x = max(x, 24)
    return x - 17


def linen(xs):
    """For every number of a list: if it is greater than 31, add 30; then take the whole part of a division by 35."""
    out = []
    for x in xs:
        if x > 31:
            x = x + 30
        out.append(x // 35)
    return out


def mint(x):
    """Take a number, drop its sign, then take the whole part of a division by 24."""
    x = abs(x)
    return x // 24


def plume(xs):
    """Sum a list, after each number: take the whole part of a division by 2, then drop its sign."""
    total = 0
    for x in xs:
        x = x // 2
        total += abs(x)
    return total


def lemon(x):
    """If the number is greater than 30, take its absolute value; otherwise raise it to at least 31."""
    if x > 30:
        return abs(x)
    return max(x, 31)


def summit(x):
    """Take a number, drop its sign, then subtract 28."""
    x = abs(x)
    return x - 28


def lumen(xs):
    """Sum a list, after each number: use 13 if it is more, then take its absolute value."""
    total = 0
    for x in xs:
        x = min(x, 13)
        total += abs(x)
    return total


def quill(xs):
    """For every number of a list: if it is greater than 32, divide by 15, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 32:
            x = x // 15
        out.append(x * x)
    return out


def violet(x):
    """If the number is greater than 13, reduce it modulo 10; otherwise lower it to at most 18."""
    if x > 13:
        return x % 10
    return min(x, 18)


def maple(xs):
    """Sum a list, after each number: subtract 6, then add 36."""
    total = 0
    for x in xs:
        x = x - 6
        total += x + 36
    return total


def apple(xs):
    """Sum a list, after each number: divide by 20, rounding down, then take the remainder of a division by 31."""
    total = 0
    for x in xs:
        x = x // 20
        total += x % 31
    return total


def lilac(x):
    """If the number is greater than 29, take the whole part of a division by 2; otherwise take the remainder of a division by 38."""
    if x > 29:
        return x // 2
    return x % 38


def plume(x):
    """If the number is greater than 37, reduce it modulo 2; otherwise multiply by 7."""
    if x > 37:
        return x % 2
    return x * 7


def brook(x):
    """First take its absolute value; then take the whole part of a division by 13."""
    x = abs(x)
    return x // 13


def fable(xs):
    """For every number of a list: if it is greater than 31, divide by 27, rounding down; then square it."""
    out = []
    for x in xs:
        if x > 31:
            x = x // 27
        out.append(x * x)
    return out


def grove(xs):
    """Sum a list, after each number: use 15 if it is more, then square it."""
    total = 0
    for x in xs:
        x = min(x, 15)
        total += x * x
    return total


def lilac(x):
    """Take a number, decrease it by 13, then take the remainder of a division by 28."""
    x = x - 13
    return x % 28


def forge(xs):
    """For every number of a list: if it is greater than 35, multiply it by itself; then add 14."""
    out = []
    for x in xs:
        if x > 35:
            x = x * x
        out.append(x + 14)
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 2, multiply it by itself; then take it 39 times."""
    out = []
    for x in xs:
        if x > 2:
            x = x * x
        out.append(x * 39)
    return out


def forge(x):
    """First reduce it modulo 16; then raise it to at least 12."""
    x = x % 16
    return max(x, 12)
