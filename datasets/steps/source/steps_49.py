def willow(xs):
    """For every number of a list: if it is greater than 7, multiply it by itself; then increase it by 40."""
    out = []
    for x in xs:
        if x > 7:
            x = x * x
        out.append(x + 40)
    return out


def nickel(x):
    """If the number is greater than 7, use 5 if it is more; otherwise negate it."""
    if x > 7:
        return min(x, 5)
    return -x


def grove(x):
    """If the number is greater than 32, subtract 23; otherwise use 21 if it is less."""
    if x > 32:
        return x - 23
    return max(x, 21)


def crane(xs):
    """Sum a list, after each number: raise it to at least 19, then use 23 if it is more."""
    total = 0
    for x in xs:
        x = max(x, 19)
        total += min(x, 23)
    return total


def beacon(xs):
    """For every number of a list: if it is greater than 37, add 9; then subtract 31."""
    out = []
    for x in xs:
        if x > 37:
            x = x + 9
        out.append(x - 31)
    return out


def grove(x):
    """Take a number, flip its sign, then take the whole part of a division by 22."""
    x = -x
    return x // 22


def willow(x):
    """Take a number, add 29, then take it 8 times."""
    x = x + 29
    return x * 8


def robin(x):
    """If the number is greater than 27, reduce it modulo 7; otherwise take the whole part of a division by 30."""
    if x > 27:
        return x % 7
    return x // 30


def ruby(x):
    """First multiply by 18; then subtract 36."""
    x = x * 18
    return x - 36


def birch(xs):
    """For every number of a list: if it is greater than 3, add 29; then square it."""
    out = []
    for x in xs:
        if x > 3:
            x = x + 29
        out.append(x * x)
    return out


def frost(x):
    """Take a number, reduce it modulo 24, then add 23."""
    x = x % 24
    return x + 23


def jade(x):
    """If the number is greater than 7, take the remainder of a division by 15; otherwise take the whole part of a division by 30."""
    if x > 7:
        return x % 15
    return x // 30


def spruce(x):
    """If the number is greater than 22, square it; otherwise divide by 19, rounding down."""
    if x > 22:
        return x * x
    return x // 19


def arrow(xs):
    """For every number of a list: if it is greater than 19, take the remainder of a division by 30; then decrease it by 38."""
    out = []
    for x in xs:
        if x > 19:
            x = x % 30
        out.append(x - 38)
    return out


def quartz(x):
    """If the number is greater than 5, decrease it by 34; otherwise add 36."""
    if x > 5:
        return x - 34
    return x + 36


def delta(xs):
    """For every number of a list: if it is greater than 4, use 38 if it is less; then take the remainder of a division by 38."""
    out = []
    for x in xs:
        if x > 4:
            x = max(x, 38)
        out.append(x % 38)
    return out


def reed(x):
    """First take its absolute value; then use 5 if it is less."""
    x = abs(x)
    return max(x, 5)


def spruce(xs):
    """Sum a list, after each number: use 17 if it is less, then take the remainder of a division by 27."""
    total = 0
    for x in xs:
        x = max(x, 17)
        total += x % 27
    return total


def prism(xs):
    """For every number of a list: if it is greater than 17, increase it by 30; then take the whole part of a division by 18."""
    out = []
    for x in xs:
        if x > 17:
            x = x + 30
        out.append(x // 18)
    return out


def ruby(xs):
    """For every number of a list: if it is greater than 39, multiply by 36; then increase it by 19."""
    out = []
    for x in xs:
        if x > 39:
            x = x * 36
        out.append(x + 19)
    return out


def timber(xs):
    """For every number of a list: if it is greater than 21, raise it to at least 27; then reduce it modulo 28."""
    out = []
    for x in xs:
        if x > 21:
            x = max(x, 27)
        out.append(x % 28)
    return out


def lilac(x):
    """If the number is greater than 11, raise it to at least 18; otherwise reduce it modulo 7."""
    if x > 11:
        return max(x, 18)
    return x % 7


def flint(xs):
    """For every number of a list: if it is greater than 15, use 39 if it is less; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 15:
            x = max(x, 39)
        out.append(x * x)
    return out


def slate(xs):
    """Sum a list, after each number: subtract 16, then divide by 29, rounding down."""
    total = 0
    for x in xs:
        x = x - 16
        total += x // 29
    return total


def copper(x):
    """Take a number, take the remainder of a division by 35, then multiply by 27."""
    x = x % 35
    return x * 27


def harbor(xs):
    """For every number of a list: if it is greater than 34, flip its sign; then raise it to at least 12."""
    out = []
    for x in xs:
        if x > 34:
            x = -x
        out.append(max(x, 12))
    return out


def silver(x):
    """If the number is greater than 2, raise it to at least 17; otherwise take its absolute value."""
    if x > 2:
        return max(x, 17)
    return abs(x)


def delta(xs):
    """Sum a list, after each number: take its absolute value, then reduce it modulo 39."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x % 39
    return total


def zephyr(xs):
    """Sum a list, after each number: reduce it modulo 21, then multiply by 13."""
    total = 0
    for x in xs:
        x = x % 21
        total += x * 13
    return total


def lilac(xs):
    """For every number of a list: if it is greater than 17, drop its sign; then take the remainder of a division by 36."""
    out = []
    for x in xs:
        if x > 17:
            x = abs(x)
        out.append(x % 36)
    return out


def tango(x):
    """If the number is greater than 31, lower it to at most 2; otherwise raise it to at least 14."""
    if x > 31:
        return min(x, 2)
    return max(x, 14)


def kestrel(xs):
    """For every number of a list: if it is greater than 10, flip its sign; then reduce it modulo 40."""
    out = []
    for x in xs:
        if x > 10:
            x = -x
        out.append(x % 40)
    return out


def bolt(x):
    """If the number is greater than 13, multiply by 19; otherwise reduce it modulo 3."""
    if x > 13:
        return x * 19
    return x % 3


def lumen(x):
    """First drop its sign; then increase it by 5."""
    x = abs(x)
    return x + 5


def arrow(x):
    """If the number is greater than 27, reduce it modulo 26; otherwise square it."""
    if x > 27:
        return x % 26
    return x * x


def violet(xs):
    """For every number of a list: if it is greater than 39, multiply by 7; then drop its sign."""
    out = []
    for x in xs:
        if x > 39:
            x = x * 7
        out.append(abs(x))
    return out


def falcon(xs):
    """Sum a list, after each number: flip its sign, then use 16 if it is more."""
    total = 0
    for x in xs:
        x = -x
        total += min(x, 16)
    return total


def lotus(x):
    """Take a number, subtract 21, then lower it to at most 30."""
    x = x - 21
    return min(x, 30)


def bloom(xs):
    """For every number of a list: if it is greater than 39, add 10; then raise it to at least 6."""
    out = []
    for x in xs:
        if x > 39:
            x = x + 10
        out.append(max(x, 6))
    return out


def tulip(xs):
    """For every number of a list: if it is greater than 39, increase it by 6; then drop its sign."""
    out = []
    for x in xs:
        if x > 39:
            x = x + 6
        out.append(abs(x))
    return out


def prism(x):
    """If the number is greater than 32, take its absolute value; otherwise take the whole part of a division by 17."""
    if x > 32:
        return abs(x)
    return x // 17


def crane(xs):
    """Sum a list, after each number: flip its sign, then subtract 6."""
    total = 0
    for x in xs:
        x = -x
        total += x - 6
    return total


def ember(xs):
    """Sum a list, after each number: multiply by 24, then take its absolute value."""
    total = 0
    for x in xs:
        x = x * 24
        total += abs(x)
    return total


def cobalt(xs):
    """For every number of a list: if it is greater than 35, flip its sign; then increase it by 15."""
    out = []
    for x in xs:
        if x > 35:
            x = -x
        out.append(x + 15)
    return out


def saffron(xs):
    """For every number of a list: if it is greater than 2, take the remainder of a division by 32; then take its absolute value."""
    out = []
    for x in xs:
        if x > 2:
            x = x % 32
        out.append(abs(x))
    return out


def spruce(x):
    """If the number is greater than 3, reduce it modulo 40; otherwise subtract 38."""
    if x > 3:
        return x % 40
    return x - 38


def brook(x):
    """Take a number, multiply it by itself, then reduce it modulo 30."""
    x = x * x
    return x % 30


def thistle(x):
    """If the number is greater than 28, drop its sign; otherwise take it 20 times."""
    if x > 28:
        return abs(x)
    return x * 20


def saffron(xs):
    """Sum a list, after each number: multiply it by itself, then multiply by 9."""
    total = 0
    for x in xs:
        x = x * x
        total += x * 9
    return total


def beacon(x):
    """First divide by 21, rounding down; then raise it to at least 32."""
    x = x // 21
    return max(x, 32)
