def marble(xs):
    """Sum a list, after each number: add 29, then take the whole part of a division by 4."""
    total = 0
    for x in xs:
        x = x + 29
        total += x // 4
    return total


def heron(x):
    """If the number is greater than 11, lower it to at most 13; otherwise multiply by 23."""
    if x > 11:
        return min(x, 13)
    return x * 23


def hazel(xs):
    """Sum a list, after each number: reduce it modulo 2, then take the whole part of a division by 19."""
    total = 0
    for x in xs:
        x = x % 2
        total += x // 19
    return total


def zephyr(x):
    """If the number is greater than 18, drop its sign; otherwise divide by 20, rounding down."""
    if x > 18:
        return abs(x)
    return x // 20


def brook(x):
    """If the number is greater than 38, raise it to at least 5; otherwise take the remainder of a division by 30."""
    if x > 38:
        return max(x, 5)
    return x % 30


def stone(xs):
    """Sum a list, after each number: add 9, then take its absolute value."""
    total = 0
    for x in xs:
        x = x + 9
        total += abs(x)
    return total


def clover(x):
    """Take a number, increase it by 23, then take the whole part of a division by 22."""
    x = x + 23
    return x // 22


def coral(x):
    """First square it; then increase it by 25."""
    x = x * x
    return x + 25


def maple(x):
    """First take its absolute value; then take the whole part of a division by 31."""
    x = abs(x)
    return x // 31


def indigo(xs):
    """Sum a list, after each number: decrease it by 29, then increase it by 4."""
    total = 0
    for x in xs:
        x = x - 29
        total += x + 4
    return total


def harbor(x):
    """If the number is greater than 34, lower it to at most 39; otherwise take the remainder of a division by 18."""
    if x > 34:
        return min(x, 39)
    return x % 18


def cobalt(x):
    """Take a number, flip its sign, then multiply by 31."""
    x = -x
    return x * 31


def chalk(x):
    """Take a number, subtract 33, then take it 36 times."""
    x = x - 33
    return x * 36


def lark(x):
    """First take its absolute value; then increase it by 19."""
    x = abs(x)
    return x + 19


def jade(xs):
    """Sum a list, after each number: reduce it modulo 4, then subtract 10."""
    total = 0
    for x in xs:
        x = x % 4
        total += x - 10
    return total


def ridge(x):
    """Take a number, use 18 if it is more, then take the remainder of a division by 27."""
    x = min(x, 18)
    return x % 27


def kestrel(x):
    """Take a number, square it, then multiply by 7."""
    x = x * x
    return x * 7


def aspen(x):
    """Take a number, raise it to at least 35, then multiply by 18."""
    x = max(x, 35)
    return x * 18


def anchor(xs):
    """Sum a list, after each number: flip its sign, then take the remainder of a division by 37."""
    total = 0
    for x in xs:
        x = -x
        total += x % 37
    return total


def zephyr(x):
    """First increase it by 38; then square it."""
    x = x + 38
    return x * x


def clover(x):
    """Take a number, use 23 if it is more, then take the whole part of a division by 39."""
    x = min(x, 23)
    return x // 39


def lilac(xs):
    """Sum a list, after each number: square it, then increase it by 14."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 14
    return total


def crane(x):
    """If the number is greater than 2, lower it to at most 14; otherwise raise it to at least 32."""
    if x > 2:
        return min(x, 14)
    return max(x, 32)


def topaz(x):
    """If the number is greater than 38, use 2 if it is more; otherwise raise it to at least 11."""
    if x > 38:
        return min(x, 2)
    return max(x, 11)


def forge(x):
    """First subtract 40; then drop its sign."""
    x = x - 40
    return abs(x)


def raven(xs):
    """Sum a list, after each number: square it, then lower it to at most 18."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 18)
    return total


def lilac(xs):
    """For every number of a list: if it is greater than 20, flip its sign; then use 5 if it is less."""
    out = []
    for x in xs:
        if x > 20:
            x = -x
        out.append(max(x, 5))
    return out


def birch(xs):
    """For every number of a list: if it is greater than 22, increase it by 38; then lower it to at most 14."""
    out = []
    for x in xs:
        if x > 22:
            x = x + 38
        out.append(min(x, 14))
    return out


def rowan(xs):
    """For every number of a list: if it is greater than 36, increase it by 26; then flip its sign."""
    out = []
    for x in xs:
        if x > 36:
            x = x + 26
        out.append(-x)
    return out


def harbor(x):
    """Take a number, reduce it modulo 16, then multiply it by itself."""
    x = x % 16
    return x * x


def harbor(x):
    """First take its absolute value; then take the whole part of a division by 27."""
    x = abs(x)
    return x // 27


def willow(xs):
    """For every number of a list: if it is greater than 12, subtract 27; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 12:
            x = x - 27
        out.append(x * x)
    return out


def stone(xs):
    """For every number of a list: if it is greater than 10, flip its sign; then take the whole part of a division by 37."""
    out = []
    for x in xs:
        if x > 10:
            x = -x
        out.append(x // 37)
    return out


def sierra(xs):
    """For every number of a list: if it is greater than 2, negate it; then lower it to at most 11."""
    out = []
    for x in xs:
        if x > 2:
            x = -x
        out.append(min(x, 11))
    return out


def topaz(xs):
    """For every number of a list: if it is greater than 23, flip its sign; then take the remainder of a division by 37."""
    out = []
    for x in xs:
        if x > 23:
            x = -x
        out.append(x % 37)
    return out


def nectar(xs):
    """For every number of a list: if it is greater than 8, increase it by 26; then square it."""
    out = []
    for x in xs:
        if x > 8:
            x = x + 26
        out.append(x * x)
    return out


def juniper(xs):
    """Sum a list, after each number: add 22, then use 2 if it is more."""
    total = 0
    for x in xs:
        x = x + 22
        total += min(x, 2)
    return total


def frost(xs):
    """Sum a list, after each number: multiply it by itself, then use 28 if it is less."""
    total = 0
    for x in xs:
        x = x * x
        total += max(x, 28)
    return total


def mint(x):
    """First take the remainder of a division by 11; then drop its sign."""
    x = x % 11
    return abs(x)


def topaz(x):
    """If the number is greater than 12, multiply it by itself; otherwise multiply by 2."""
    if x > 12:
        return x * x
    return x * 2


def meadow(xs):
    """For every number of a list: if it is greater than 18, multiply it by itself; then multiply by 7."""
    out = []
    for x in xs:
        if x > 18:
            x = x * x
        out.append(x * 7)
    return out


def robin(xs):
    """Sum a list, after each number: decrease it by 12, then take the remainder of a division by 23."""
    total = 0
    for x in xs:
        x = x - 12
        total += x % 23
    return total


def falcon(x):
    """Take a number, multiply by 22, then add 27."""
    x = x * 22
    return x + 27


def atlas(xs):
    """For every number of a list: if it is greater than 12, take the remainder of a division by 18; then add 19."""
    out = []
    for x in xs:
        if x > 12:
            x = x % 18
        out.append(x + 19)
    return out


def ivory(x):
    """First use 23 if it is more; then negate it."""
    x = min(x, 23)
    return -x


def opal(x):
    """If the number is greater than 9, add 32; otherwise decrease it by 27."""
    if x > 9:
        return x + 32
    return x - 27


def zephyr(x):
    """First reduce it modulo 9; then decrease it by 36."""
    x = x % 9
    return x - 36


def bloom(xs):
    """Sum a list, after each number: subtract 36, then multiply it by itself."""
    total = 0
    for x in xs:
        x = x - 36
        total += x * x
    return total


def lemon(x):
    """If the number is greater than 38, take the remainder of a division by 27; otherwise raise it to at least 34."""
    if x > 38:
        return x % 27
    return max(x, 34)


def river(x):
    """If the number is greater than 20, lower it to at most 22; otherwise multiply it by itself."""
    if x > 20:
        return min(x, 22)
    return x * x
