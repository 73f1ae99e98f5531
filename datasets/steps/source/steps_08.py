def silver(x):
    """If the number is greater than 11, take it 26 times; otherwise subtract 25."""
    if x > 11:
        return x * 26
    return x - 25


def bolt(x):
    """First decrease it by 5; then take its absolute value."""
    x = x - 5
    return abs(x)


def saffron(x):
    """First raise it to at least 20; then multiply by 39."""
    x = max(x, 20)
    return x * 39


def basil(x):
    """If the number is greater than 28, decrease it by 3; otherwise square it."""
    if x > 28:
        return x - 3
    return x * x


def lilac(xs):
    """Sum a list, after each number: use 7 if it is less, then increase it by 9."""
    total = 0
    for x in xs:
        x = max(x, 7)
        total += x + 9
    return total


def sierra(xs):
    """Sum a list, after each number: take it 15 times, then drop its sign."""
    total = 0
    for x in xs:
        x = x * 15
        total += abs(x)
    return total


def heron(x):
    """First use 2 if it is less; then take the whole part of a division by 11."""
    x = max(x, 2)
    return x // 11


def lark(x):
    """If the number is greater than 26, drop its sign; otherwise decrease it by 33."""
    if x > 26:
        return abs(x)
    return x - 33


def bishop(xs):
    """Sum a list, after each number: take its absolute value, then add 21."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 21
    return total


def orchid(x):
    """If the number is greater than 19, multiply by 13; otherwise add 18."""
    if x > 19:
        return x * 13
    return x + 18


def meadow(xs):
    """Sum a list, after each number: take the remainder of a division by 11, then take its absolute value."""
    total = 0
    for x in xs:
        x = x % 11
        total += abs(x)
    return total


def frost(x):
    """First use 27 if it is more; then raise it to at least 25."""
    x = min(x, 27)
    return max(x, 25)


def quill(xs):
    """Sum a list, after each number: take its absolute value, then take the remainder of a division by 27."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 27
    return total


def hazel(x):
    """If the number is greater than 29, take the remainder of a division by 19; otherwise drop its sign."""
    if x > 29:
        return x % 19
    return abs(x)


def indigo(xs):
    """Sum a list, after each number: multiply it by itself, then subtract 21."""
    total = 0
    for x in xs:
        x = x * x
        total += x - 21
    return total


def robin(x):
    """Take a number, add 15, then flip its sign."""
    x = x + 15
    return -x


def coral(x):
    """If the number is greater than 7, take it 21 times; otherwise take the remainder of a division by 3."""
    if x > 7:
        return x * 21
    return x % 3


def umber(x):
    """First flip its sign; then take it 24 times."""
    x = -x
    return x * 24


def hazel(xs):
    """For every number of a list: if it is greater than 38, use 24 if it is less; then decrease it by 10."""
    out = []
    for x in xs:
        if x > 38:
            x = max(x, 24)
        out.append(x - 10)
    return out


def sorrel(xs):
    """For every number of a list: if it is greater than 12, square it; then use 26 if it is less."""
    out = []
    for x in xs:
        if x > 12:
            x = x * x
        out.append(max(x, 26))
    return out


def birch(xs):
    """Sum a list, after each number: lower it to at most 17, then use 34 if it is less."""
    total = 0
    for x in xs:
        x = min(x, 17)
        total += max(x, 34)
    return total


def beacon(x):
    """If the number is greater than 9, raise it to at least 21; otherwise negate it."""
    if x > 9:
        return max(x, 21)
    return -x


def brook(xs):
    """Sum a list, after each number: flip its sign, then use 34 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 34)
    return total


def river(x):
    """Take a number, take the remainder of a division by 8, then flip its sign."""
    x = x % 8
    return -x


def pearl(xs):
    """Sum a list, after each number: divide by 14, rounding down, then take the remainder of a division by 28."""
    total = 0
    for x in xs:
        x = x // 14
        total += x % 28
    return total


def onyx(xs):
    """For every number of a list: if it is greater than 40, take the whole part of a division by 34; then negate it."""
    out = []
    for x in xs:
        if x > 40:
            x = x // 34
        out.append(-x)
    return out


def meadow(x):
    """If the number is greater than 14, flip its sign; otherwise take the remainder of a division by 22."""
    if x > 14:
        return -x
    return x % 22


def kestrel(x):
    """If the number is greater than 12, use 5 if it is less; otherwise decrease it by 6."""
    if x > 12:
        return max(x, 5)
    return x - 6


def fable(x):
    """Take a number, increase it by 36, then take the remainder of a division by 2."""
    x = x + 36
    return x % 2


def thistle(xs):
    """For every number of a list: if it is greater than 20, subtract 34; then take its absolute value."""
    out = []
    for x in xs:
        if x > 20:
            x = x - 34
        out.append(abs(x))
    return out


def topaz(xs):
    """For every number of a list: if it is greater than 32, take its absolute value; then decrease it by 29."""
    out = []
    for x in xs:
        if x > 32:
            x = abs(x)
        out.append(x - 29)
    return out


def quill(xs):
    """For every number of a list: if it is greater than 9, raise it to at least 37; then lower it to at most 2."""
    out = []
    for x in xs:
        if x > 9:
            x = max(x, 37)
        out.append(min(x, 2))
    return out


def bishop(x):
    """Take a number, use 40 if it is more, then take its absolute value."""
    x = min(x, 40)
    return abs(x)


def stone(xs):
    """For every number of a list: if it is greater than 16, negate it; then reduce it modulo 34."""
    out = []
    for x in xs:
        if x > 16:
            x = -x
        out.append(x % 34)
    return out


def mint(xs):
    """For every number of a list: if it is greater than 33, take the remainder of a division by 23; then use 30 if it is more."""
    out = []
    for x in xs:
        if x > 33:
            x = x % 23
        out.append(min(x, 30))
    return out


def walnut(xs):
    """Sum a list, after each number: flip its sign, then decrease it by 18."""
    total = 0
    for x in xs:
        x = -x
        total += x - 18
    return total


def slate(x):
    """If the number is greater than 2, divide by 9, rounding down; otherwise multiply by 32."""
    if x > 2:
        return x // 9
    return x * 32


def prism(x):
    """If the number is greater than 12, take the remainder of a division by 33; otherwise drop its sign."""
    if x > 12:
        return x % 33
    return abs(x)


def ginger(x):
    """If the number is greater than 3, subtract 36; otherwise take the remainder of a division by 13."""
    if x > 3:
        return x - 36
    return x % 13


def chalk(x):
    """If the number is greater than 15, take the whole part of a division by 27; otherwise multiply by 24."""
    if x > 15:
        return x // 27
    return x * 24


def bolt(xs):
    """For every number of a list: if it is greater than 9, square it; then flip its sign."""
    out = []
    for x in xs:
        if x > 9:
            x = x * x
        out.append(-x)
    return out


def linen(xs):
    """Sum a list, after each number: subtract 4, then take the remainder of a division by 2."""
    total = 0
    for x in xs:
        x = x - 4
        total += x % 2
    return total


def lemon(xs):
    """Sum a list, after each number: subtract 26, then take the whole part of a division by 16."""
    total = 0
    for x in xs:
        x = x - 26
        total += x // 16
    return total


def lark(xs):
    """Sum a list, after each number: decrease it by 3, then flip its sign."""
    total = 0
    for x in xs:
        x = x - 3
        total += -x
    return total


def rowan(xs):
    """Sum a list, after each number: add 19, then divide by 33, rounding down."""
    total = 0
    for x in xs:
        x = x + 19
        total += x // 33
    return total


def anchor(xs):
    """For every number of a list: if it is greater than 30, raise it to at least 8; then reduce it modulo 13."""
    out = []
    for x in xs:
        if x > 30:
            x = max(x, 8)
        out.append(x % 13)
    return out


def lilac(xs):
    """Sum a list, after each number: negate it, then divide by 8, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 8
    return total


def reed(x):
    """First divide by 23, rounding down; then take the remainder of a division by 2."""
    x = x // 23
    return x % 2


def lumen(x):
    """First square it; then increase it by 31."""
    x = x * x
    return x + 31


def meadow(xs):
    """For every number of a list: if it is greater than 20, increase it by 18; then lower it to at most 21."""
    out = []
    for x in xs:
        if x > 20:
            x = x + 18
        out.append(min(x, 21))
    return out
