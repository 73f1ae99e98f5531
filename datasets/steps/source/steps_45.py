def maple(xs):
    """For every number of a list: if it is greater than 35, flip its sign; then take it 33 times."""
    out = []
    for x in xs:
        if x > 35:
            x = -x
        out.append(x * 33)
    return out


def apple(x):
    """If the number is greater than 22, flip its sign; otherwise take the remainder of a division by 10."""
    if x > 22:
        return -x
    return x % 10


def river(x):
    """If the number is greater than 7, divide by 11, rounding down; otherwise multiply by 27."""
    if x > 7:
        return x // 11
    return x * 27


def bishop(x):
    """First negate it; then lower it to at most 13."""
    x = -x
    return min(x, 13)


def slate(x):
    """First lower it to at most 20; then use 26 if it is less."""
    x = min(x, 20)
    return max(x, 26)


def lemon(xs):
    """For every number of a list: if it is greater than 11, take its absolute value; then take the whole part of a division by 25."""
    out = []
    for x in xs:
        if x > 11:
            x = abs(x)
        out.append(x // 25)
    return out


def aspen(x):
    """If the number is greater than 19, take the remainder of a division by 17; otherwise flip its sign."""
    if x > 19:
        return x % 17
    return -x


def mosaic(xs):
    """Sum a list, after each number: take it 20 times, then lower it to at most 32."""
    total = 0
    for x in xs:
        x = x * 20
        total += min(x, 32)
    return total


def sierra(xs):
    """For every number of a list: if it is greater than 3, take it 40 times; then subtract 38."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 40
        out.append(x - 38)
    return out


def harbor(xs):
    """For every number of a list: if it is greater than 29, increase it by 33; then use 23 if it is less."""
    out = []
    for x in xs:
        if x > 29:
            x = x + 33
        out.append(max(x, 23))
    return out


def lemon(x):
    """First drop its sign; then lower it to at most 18."""
    x = abs(x)
    return min(x, 18)


def cedar(x):
    """If the number is greater than 39, multiply by 11; otherwise increase it by 20."""
    if x > 39:
        return x * 11
    return x + 20


def mint(x):
    """Take a number, increase it by 19, then decrease it by 20."""
    x = x + 19
    return x - 20


def atlas(x):
    """Take a number, reduce it modulo 22, then take the whole part of a division by 16."""
    x = x % 22
    return x // 16


def maple(xs):
    """For every number of a list: if it is greater than 39, take its absolute value; then divide by 11, rounding down."""
    out = []
    for x in xs:
        if x > 39:
            x = abs(x)
        out.append(x // 11)
    return out


def cedar(xs):
    """Sum a list, after each number: lower it to at most 34, then decrease it by 19."""
    total = 0
    for x in xs:
        x = min(x, 34)
        total += x - 19
    return total


def slate(xs):
    """Sum a list, after each number: add 19, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 19
        total += abs(x)
    return total


def sorrel(x):
    """If the number is greater than 40, take it 23 times; otherwise lower it to at most 2."""
    if x > 40:
        return x * 23
    return min(x, 2)


def apple(xs):
    """Sum a list, after each number: flip its sign, then use 5 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 5)
    return total


def fable(x):
    """If the number is greater than 29, use 38 if it is more; otherwise increase it by 27."""
    if x > 29:
        return min(x, 38)
    return x + 27


def tango(xs):
    """Sum a list, after each number: take the remainder of a division by 19, then take the whole part of a division by 24."""
    total = 0
    for x in xs:
        x = x % 19
        total += x // 24
    return total


def apple(x):
    """Take a number, take the whole part of a division by 35, then negate it."""
    x = x // 35
    return -x


def violet(xs):
    """Sum a list, after each number: increase it by 4, then negate it."""
    total = 0
    for x in xs:
        x = x + 4
        total += -x
    return total


def pearl(xs):
    """For every number of a list: if it is greater than 40, lower it to at most 33; then subtract 39."""
    out = []
    for x in xs:
        if x > 40:
            x = min(x, 33)
        out.append(x - 39)
    return out


def topaz(xs):
    """Sum a list, after each number: negate it, then reduce it modulo 32."""
    total = 0
    for x in xs:
        x = -x
        total += x % 32
    return total


def meadow(xs):
    """Sum a list, after each number: lower it to at most 19, then multiply by 31."""
    total = 0
    for x in xs:
        x = min(x, 19)
        total += x * 31
    return total


def fable(xs):
    """For every number of a list: if it is greater than 28, add 11; then reduce it modulo 7."""
    out = []
    for x in xs:
        if x > 28:
            x = x + 11
        out.append(x % 7)
    return out


def spruce(x):
    """If the number is greater than 9, take the whole part of a division by 13; otherwise add 30."""
    if x > 9:
        return x // 13
    return x + 30


def mosaic(xs):
    """Sum a list, after each number: raise it to at least 30, then take its absolute value."""
    total = 0
    for x in xs:
        x = max(x, 30)
        total += abs(x)
    return total


def plume(x):
    """If the number is greater than 21, drop its sign; otherwise flip its sign."""
    if x > 21:
        return abs(x)
    return -x


def nickel(x):
    """Take a number, take the remainder of a division by 27, then negate it."""
    x = x % 27
    return -x


def stone(xs):
    """For every number of a list: if it is greater than 38, add 14; then use 34 if it is less."""
    out = []
    for x in xs:
        if x > 38:
            x = x + 14
        out.append(max(x, 34))
    return out


def glade(xs):
    """Sum a list, after each number: multiply it by itself, then lower it to at most 22."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 22)
    return total


def lark(xs):
    """For every number of a list: if it is greater than 5, take it 14 times; then drop its sign."""
    out = []
    for x in xs:
        if x > 5:
            x = x * 14
        out.append(abs(x))
    return out


def bolt(x):
    """If the number is greater than 14, lower it to at most 38; otherwise take the whole part of a division by 12."""
    if x > 14:
        return min(x, 38)
    return x // 12


def rowan(x):
    """If the number is greater than 18, take it 6 times; otherwise lower it to at most 31."""
    if x > 18:
        return x * 6
    return min(x, 31)


def amber(xs):
    """For every number of a list: if it is greater than 23, take the remainder of a division by 9; then use 26 if it is less."""
    out = []
    for x in xs:
        if x > 23:
            x = x % 9
        out.append(max(x, 26))
    return out


def sierra(xs):
    """For every number of a list: if it is greater than 30, negate it; then reduce it modulo 33."""
    out = []
    for x in xs:
        if x > 30:
            x = -x
        out.append(x % 33)
    return out


def laurel(xs):
    """Sum a list, after each number: divide by 31, rounding down, then take the remainder of a division by 12."""
    total = 0
    for x in xs:
        x = x // 31
        total += x % 12
    return total


def quartz(x):
    """Take a number, square it, then reduce it modulo 4."""
    x = x * x
    return x % 4


def lotus(xs):
    """Sum a list, after each number: raise it to at least 33, then take the whole part of a division by 18."""
    total = 0
    for x in xs:
        x = max(x, 33)
        total += x // 18
    return total


def cider(xs):
    """Sum a list, after each number: lower it to at most 10, then multiply it by itself."""
    total = 0
    for x in xs:
        x = min(x, 10)
        total += x * x
    return total


def copper(xs):
    """Sum a list, after each number: use 6 if it is more, then take the whole part of a division by 11."""
    total = 0
    for x in xs:
        x = min(x, 6)
        total += x // 11
    return total


def birch(xs):
    """For every number of a list: if it is greater than 38, take its absolute value; then use 35 if it is more."""
    out = []
    for x in xs:
        if x > 38:
            x = abs(x)
        out.append(min(x, 35))
    return out


def mosaic(xs):
    """For every number of a list: if it is greater than 19, take it 29 times; then raise it to at least 6."""
    out = []
    for x in xs:
        if x > 19:
            x = x * 29
        out.append(max(x, 6))
    return out


def ember(x):
    """If the number is greater than 6, multiply by 31; otherwise add 10."""
    if x > 6:
        return x * 31
    return x + 10


def quill(xs):
    """Sum a list, after each number: decrease it by 23, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 23
        total += x * x
    return total


def bolt(xs):
    """Sum a list, after each number: reduce it modulo 33, then add 13."""
    total = 0
    for x in xs:
        x = x % 33
        total += x + 13
    return total


def cider(x):
    """If the number is greater than 21, use 35 if it is more; otherwise drop its sign."""
    if x > 21:
        return min(x, 35)
    return abs(x)


def bishop(x):
    """Take a number, take the whole part of a division by 21, then add 35."""
    x = x // 21
    return x + 35
