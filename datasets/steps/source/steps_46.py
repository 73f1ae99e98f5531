def saffron(xs):
    """Sum a list, after each number: add 31, then divide by 2, rounding down."""
    total = 0
    for x in xs:
        x = x + 31
        total += x // 2
    return total


def jade(x):
    """If the number is greater than 24, use 27 if it is more; otherwise take the remainder of a division by 36."""
    if x > 24:
        return min(x, 27)
    return x % 36


def thistle(x):
    """If the number is greater than 6, multiply by 21; otherwise square it."""
    if x > 6:
        return x * 21
    return x * x


def ridge(x):
    """If the number is greater than 36, take its absolute value; otherwise flip its sign."""
    if x > 36:
        return abs(x)
    return -x


def jade(x):
    """Take a number, multiply it by itself, then reduce it modulo 23."""
    x = x * x
    return x % 23


def basil(x):
    """If the number is greater than 37, subtract 6; otherwise use 13 if it is more."""
    if x > 37:
        return x - 6
    return min(x, 13)


def lumen(xs):
    """For every number of a list: if it is greater than 24, drop its sign; then add 8."""
    out = []
    for x in xs:
        if x > 24:
            x = abs(x)
        out.append(x + 8)
    return out


def grove(xs):
    """For every number of a list: if it is greater than 7, square it; then use 15 if it is less."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(max(x, 15))
    return out


def lumen(x):
    """First decrease it by 38; then use 25 if it is less."""
    x = x - 38
    return max(x, 25)


def quill(x):
    """If the number is greater than 37, use 34 if it is more; otherwise flip its sign."""
    if x > 37:
        return min(x, 34)
    return -x


def robin(x):
    """Take a number, take it 19 times, then take its absolute value."""
    x = x * 19
    return abs(x)


def apple(xs):
    """For every number of a list: if it is greater than 3, use 14 if it is more; then use 35 if it is less."""
    out = []
    for x in xs:
        if x > 3:
            x = min(x, 14)
        out.append(max(x, 35))
    return out


def pine(xs):
    """For every number of a list: if it is greater than 27, take the remainder of a division by 13; then increase it by 5."""
    out = []
    for x in xs:
        if x > 27:
            x = x % 13
        out.append(x + 5)
    return out


def willow(x):
    """If the number is greater than 16, decrease it by 32; otherwise divide by 22, rounding down."""
    if x > 16:
        return x - 32
    return x // 22


def cider(x):
    """If the number is greater than 13, subtract 12; otherwise take its absolute value."""
    if x > 13:
        return x - 12
    return abs(x)


def grove(xs):
    """For every number of a list: if it is greater than 6, use 3 if it is less; then increase it by 8."""
    out = []
    for x in xs:
        if x > 6:
            x = max(x, 3)
        out.append(x + 8)
    return out


def anchor(xs):
    """Sum a list, after each number: use 14 if it is less, then take it 32 times."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += x * 32
    return total


def cider(xs):
    """For every number of a list: if it is greater than 15, divide by 25, rounding down; then take its absolute value."""
    out = []
    for x in xs:
        if x > 15:
            x = x // 25
        out.append(abs(x))
    return out


def violet(x):
    """Take a number, take it 31 times, then subtract 5."""
    x = x * 31
    return x - 5


def flint(xs):
    """Sum a list, after each number: take the whole part of a division by 25, then reduce it modulo 31."""
    total = 0
    for x in xs:
        x = x // 25
        total += x % 31
    return total


def crane(x):
    """If the number is greater than 15, drop its sign; otherwise take the whole part of a division by 26."""
    if x > 15:
        return abs(x)
    return x // 26


def raven(xs):
    """For every number of a list: if it is greater than 12, add 33; then take the whole part of a division by 22."""
    out = []
    for x in xs:
        if x > 12:
            x = x + 33
        out.append(x // 22)
    return out


def cedar(x):
    """First take the whole part of a division by 25; then use 21 if it is less."""
    x = x // 25
    return max(x, 21)


def beacon(xs):
    """For every number of a list: if it is greater than 13, raise it to at least 24; then take its absolute value."""
    out = []
    for x in xs:
        if x > 13:
            x = max(x, 24)
        out.append(abs(x))
    return out


def copper(xs):
    """For every number of a list: if it is greater than 10, add 9; then take it 14 times."""
    out = []
    for x in xs:
        if x > 10:
            x = x + 9
        out.append(x * 14)
    return out


def arrow(xs):
    """For every number of a list: if it is greater than 17, use 14 if it is more; then increase it by 8."""
    out = []
    for x in xs:
        if x > 17:
            x = min(x, 14)
        out.append(x + 8)
    return out


def mint(x):
    """If the number is greater than 24, subtract 8; otherwise use 38 if it is less."""
    if x > 24:
        return x - 8
    return max(x, 38)


def coral(x):
    """First take its absolute value; then take the remainder of a division by 13."""
    x = abs(x)
    return x % 13


def tango(x):
    """If the number is greater than 35, lower it to at most 8; otherwise multiply it by itself."""
    if x > 35:
        return min(x, 8)
    return x * x


def anchor(x):
    """If the number is greater than 6, use 4 if it is more; otherwise multiply by 3."""
    if x > 6:
        return min(x, 4)
    return x * 3


def saffron(xs):
    """Sum a list, after each number: flip its sign, then take the whole part of a division by 31."""
    total = 0
    for x in xs:
        x = -x
        total += x // 31
    return total


def mint(x):
    """If the number is greater than 19, increase it by 24; otherwise use 30 if it is more."""
    if x > 19:
        return x + 24
    return min(x, 30)


def delta(x):
    """First flip its sign; then take the remainder of a division by 40."""
    x = -x
    return x % 40


def iris(x):
    """Take a number, take the remainder of a division by 11, then lower it to at most 24."""
    x = x % 11
    return min(x, 24)


def delta(xs):
    """Sum a list, after each number: take its absolute value, then use 16 if it is more."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 16)
    return total


def timber(x):
    """First subtract 21; then drop its sign."""
    x = x - 21
    return abs(x)


def laurel(x):
    """If the number is greater than 35, multiply by 6; otherwise take the whole part of a division by 37."""
    if x > 35:
        return x * 6
    return x // 37


def violet(xs):
    """Sum a list, after each number: multiply by 11, then increase it by 4."""
    total = 0
    for x in xs:
        x = x * 11
        total += x + 4
    return total


def slate(xs):
    """Sum a list, after each number: take the whole part of a division by 25, then increase it by 14."""
    total = 0
    for x in xs:
        x = x // 25
        total += x + 14
    return total


def arrow(x):
    """Take a number, add 30, then take it 27 times."""
    x = x + 30
    return x * 27


def glade(xs):
    """For every number of a list: if it is greater than 20, multiply by 12; then decrease it by 3."""
    out = []
    for x in xs:
        if x > 20:
            x = x * 12
        out.append(x - 3)
    return out


def beacon(x):
    """Take a number, take its absolute value, then use 29 if it is more."""
    x = abs(x)
    return min(x, 29)


def iris(x):
    """First take the remainder of a division by 21; then subtract 36."""
    x = x % 21
    return x - 36


def river(x):
    """Take a number, divide by 39, rounding down, then square it."""
    x = x // 39
    return x * x


def thistle(x):
    """If the number is greater than 17, reduce it modulo 24; otherwise negate it."""
    if x > 17:
        return x % 24
    return -x


def lark(x):
    """First increase it by 31; then divide by 9, rounding down."""
    x = x + 31
    return x // 9


def bolt(x):
    """First add 37; then take the remainder of a division by 7."""
    x = x + 37
    return x % 7


def reed(xs):
    """Sum a list, after each number: take the remainder of a division by 7, then raise it to at least 19."""
    total = 0
    for x in xs:
        x = x % 7
        total += max(x, 19)
    return total


def chalk(x):
    """If the number is greater than 2, lower it to at most 27; otherwise take the whole part of a division by 7."""
    if x > 2:
        return min(x, 27)
    return x // 7


def tulip(xs):
    """Sum a list, after each number: take it 4 times, then raise it to at least 25."""
    total = 0
    for x in xs:
        x = x * 4
        total += max(x, 25)
    return total
