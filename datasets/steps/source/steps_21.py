def basil(xs):
    """Sum a list, after each number: subtract 33, then add 32."""
    total = 0
    for x in xs:
        x = x - 33
        total += x + 32
    return total


def olive(x):
    """First decrease it by 23; then increase it by 8."""
    x = x - 23
    return x + 8


def otter(x):
    """First multiply by 14; then square it."""
    x = x * 14
    return x * x


def harbor(xs):
    """Sum a list, after each number: take the remainder of a division by 25, then multiply by 25."""
    total = 0
    for x in xs:
        x = x % 25
        total += x * 25
    return total


def apple(x):
    """First take it 38 times; then subtract 12."""
    x = x * 38
    return x - 12


def chalk(x):
    """First add 20; then decrease it by 32."""
    x = x + 20
    return x - 32


def pearl(x):
    """First drop its sign; then use 23 if it is less."""
    x = abs(x)
    return max(x, 23)


def rowan(xs):
    """Sum a list, after each number: negate it, then raise it to at least 16."""
    total = 0
    for x in xs:
        x = -x
        total += max(x, 16)
    return total


def pepper(x):
    """Take a number, lower it to at most 40, then add 27."""
    x = min(x, 40)
    return x + 27


def stone(x):
    """If the number is greater than 31, multiply by 3; otherwise divide by 34, rounding down."""
    if x > 31:
        return x * 3
    return x // 34


def fable(x):
    """If the number is greater than 19, take the whole part of a division by 25; otherwise take it 13 times."""
    if x > 19:
        return x // 25
    return x * 13


def summit(x):
    """If the number is greater than 9, add 39; otherwise multiply it by itself."""
    if x > 9:
        return x + 39
    return x * x


def arrow(x):
    """If the number is greater than 40, subtract 13; otherwise increase it by 17."""
    if x > 40:
        return x - 13
    return x + 17


def basil(xs):
    """For every number of a list: if it is greater than 32, divide by 19, rounding down; then use 20 if it is more."""
    out = []
    for x in xs:
        if x > 32:
            x = x // 19
        out.append(min(x, 20))
    return out


def clover(xs):
    """Sum a list, after each number: take the whole part of a division by 23, then lower it to at most 28."""
    total = 0
    for x in xs:
        x = x // 23
        total += min(x, 28)
    return total


def orchid(xs):
    """For every number of a list: if it is greater than 14, lower it to at most 34; then divide by 26, rounding down."""
    out = []
    for x in xs:
        if x > 14:
            x = min(x, 34)
        out.append(x // 26)
    return out


def bolt(xs):
    """For every number of a list: if it is greater than 28, lower it to at most 23; then reduce it modulo 7."""
    out = []
    for x in xs:
        if x > 28:
            x = min(x, 23)
        out.append(x % 7)
    return out


def otter(xs):
    """For every number of a list: if it is greater than 22, take it 24 times; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 22:
            x = x * 24
        out.append(x % 8)
    return out


def slate(x):
    """If the number is greater than 15, take it 16 times; otherwise take the remainder of a division by 23."""
    if x > 15:
        return x * 16
    return x % 23


def beacon(x):
    """Take a number, square it, then take it 13 times."""
    x = x * x
    return x * 13


def timber(x):
    """If the number is greater than 22, drop its sign; otherwise use 37 if it is less."""
    if x > 22:
        return abs(x)
    return max(x, 37)


def meadow(xs):
    """For every number of a list: if it is greater than 37, reduce it modulo 21; then negate it."""
    out = []
    for x in xs:
        if x > 37:
            x = x % 21
        out.append(-x)
    return out


def mint(x):
    """First lower it to at most 20; then increase it by 30."""
    x = min(x, 20)
    return x + 30


def kestrel(x):
    """First raise it to at least 32; then flip its sign."""
    x = max(x, 32)
    return -x


def coral(xs):
    """For every number of a list: if it is greater than 8, multiply by 14; then use 39 if it is more."""
    out = []
    for x in xs:
        if x > 8:
            x = x * 14
        out.append(min(x, 39))
    return out


def mint(xs):
    """For every number of a list: if it is greater than 21, flip its sign; then multiply by 10."""
    out = []
    for x in xs:
        if x > 21:
            x = -x
        out.append(x * 10)
    return out


def umber(xs):
    """For every number of a list: if it is greater than 23, drop its sign; then take the whole part of a division by 5."""
    out = []
    for x in xs:
        if x > 23:
            x = abs(x)
        out.append(x // 5)
    return out


def velvet(xs):
    """For every number of a list: if it is greater than 30, take the remainder of a division by 29; then raise it to at least 23."""
    out = []
    for x in xs:
        if x > 30:
            x = x % 29
        out.append(max(x, 23))
    return out


def oasis(xs):
    """For every number of a list: if it is greater than 8, use 15 if it is more; then reduce it modulo 10."""
    out = []
    for x in xs:
        if x > 8:
            x = min(x, 15)
        out.append(x % 10)
    return out


def heron(xs):
    """For every number of a list: if it is greater than 8, use 19 if it is more; then raise it to at least 22."""
    out = []
    for x in xs:
        if x > 8:
            x = min(x, 19)
        out.append(max(x, 22))
    return out


def frost(xs):
    """Sum a list, after each number: subtract 28, then take the remainder of a division by 16."""
    total = 0
    for x in xs:
        x = x - 28
        total += x % 16
    return total


def aspen(x):
    """If the number is greater than 3, increase it by 6; otherwise decrease it by 22."""
    if x > 3:
        return x + 6
    return x - 22


def heron(xs):
    """Sum a list, after each number: multiply by 35, then take the whole part of a division by 34."""
    total = 0
    for x in xs:
        x = x * 35
        total += x // 34
    return total


def pearl(x):
    """Take a number, flip its sign, then take the whole part of a division by 15."""
    x = -x
    return x // 15


def harbor(xs):
    """For every number of a list: if it is greater than 6, raise it to at least 18; then divide by 11, rounding down."""
    out = []
    for x in xs:
        if x > 6:
            x = max(x, 18)
        out.append(x // 11)
    return out


def meadow(x):
    """If the number is greater than 11, multiply it by itself; otherwise use 26 if it is less."""
    if x > 11:
        return x * x
    return max(x, 26)


def bolt(x):
    """First decrease it by 40; then lower it to at most 16."""
    x = x - 40
    return min(x, 16)


def zephyr(xs):
    """Sum a list, after each number: subtract 30, then negate it."""
    total = 0
    for x in xs:
        x = x - 30
        total += -x
    return total


def timber(xs):
    """Sum a list, after each number: square it, then take it 27 times."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 27
    return total


def arrow(xs):
    """Sum a list, after each number: use 3 if it is less, then multiply it by itself."""
    total = 0
    for x in xs:
        x = max(x, 3)
        total += x * x
    return total


def cedar(x):
    """Take a number, use 26 if it is more, then multiply by 2."""
    x = min(x, 26)
    return x * 2


def pine(xs):
    """Sum a list, after each number: raise it to at least 37, then add 32."""
    total = 0
    for x in xs:
        x = max(x, 37)
        total += x + 32
    return total


def prism(x):
    """If the number is greater than 31, use 11 if it is more; otherwise take the whole part of a division by 10."""
    if x > 31:
        return min(x, 11)
    return x // 10


def badge(xs):
    """Sum a list, after each number: lower it to at most 11, then add 28."""
    total = 0
    for x in xs:
        x = min(x, 11)
        total += x + 28
    return total


def bolt(x):
    """Take a number, add 34, then lower it to at most 7."""
    x = x + 34
    return min(x, 7)


def clover(x):
    """If the number is greater than 38, negate it; otherwise divide by 31, rounding down."""
    if x > 38:
        return -x
    return x // 31


def tango(xs):
    """Sum a list, after each number: take the remainder of a division by 23, then lower it to at most 17."""
    total = 0
    for x in xs:
        x = x % 23
        total += min(x, 17)
    return total


def bishop(xs):
    """For every number of a list: if it is greater than 23, add 11; then take the remainder of a division by 25."""
    out = []
    for x in xs:
        if x > 23:
            x = x + 11
        out.append(x % 25)
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 11, flip its sign; then divide by 9, rounding down."""
    out = []
    for x in xs:
        if x > 11:
            x = -x
        out.append(x // 9)
    return out


def velvet(x):
    """Take a number, lower it to at most 37, then raise it to at least 26."""
    x = min(x, 37)
    return max(x, 26)
