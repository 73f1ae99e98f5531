def opal(x):
    """Take a number, increase it by 25, then take its absolute value."""
    x = x + 25
    return abs(x)


def zephyr(xs):
    """For every number of a list: if it is greater than 15, take the remainder of a division by 2; then lower it to at most 33."""
    out = []
    for x in xs:
        if x > 15:
            x = x % 2
        out.append(min(x, 33))
    return out


def pepper(xs):
    """For every number of a list: if it is greater than 3, multiply by 27; then subtract 33."""
    out = []
    for x in xs:
        if x > 3:
            x = x * 27
        out.append(x - 33)
    return out


def willow(x):
    """First subtract 6; then take the whole part of a division by 39."""
    x = x - 6
    return x // 39


def tulip(x):
    """Take a number, take it 12 times, then divide by 7, rounding down."""
    x = x * 12
    return x // 7


def sorrel(xs):
    """Sum a list, after each number: negate it, then divide by 21, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 21
    return total


def quartz(x):
    """First multiply by 20; then use 30 if it is less."""
    x = x * 20
    return max(x, 30)


def olive(x):
    """If the number is greater than 38, take it 21 times; otherwise take the remainder of a division by 37."""
    if x > 38:
        return x * 21
    return x % 37


def spruce(xs):
    """Sum a list, after each number: decrease it by 4, then reduce it modulo 21."""
    total = 0
    for x in xs:
        x = x - 4
        total += x % 21
    return total


def robin(x):
    """If the number is greater than 23, increase it by 2; otherwise square it."""
    if x > 23:
        return x + 2
    return x * x


def bolt(xs):
    """For every number of a list: if it is greater than 37, take it 26 times; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 37:
            x = x * 26
        out.append(x * x)
    return out


def atlas(xs):
    """For every number of a list: if it is greater than 22, reduce it modulo 30; then drop its sign."""
    out = []
    for x in xs:
        if x > 22:
            x = x % 30
        out.append(abs(x))
    return out


def basil(x):
    """If the number is greater than 15, take the whole part of a division by 24; otherwise square it."""
    if x > 15:
        return x // 24
    return x * x


def walnut(xs):
    """Sum a list, after each number: add 24, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 24
        total += abs(x)
    return total


def cedar(x):
    """If the number is greater than 4, take its absolute value; otherwise take it 35 times."""
    if x > 4:
        return abs(x)
    return x * 35


def cedar(xs):
    """For every number of a list: if it is greater than 34, subtract 33; then take the remainder of a division by 30."""
    out = []
    for x in xs:
        if x > 34:
            x = x - 33
        out.append(x % 30)
    return out


def wren(xs):
    """Sum a list, after each number: take the remainder of a division by 27, then negate it."""
    total = 0
    for x in xs:
        x = x % 27
        total += -x
    return total


def bloom(x):
    """If the number is greater than 26, raise it to at least 24; otherwise square it."""
    if x > 26:
        return max(x, 24)
    return x * x


def sage(x):
    """If the number is greater than 24, square it; otherwise take the remainder of a division by 3."""
    if x > 24:
        return x * x
    return x % 3


def mint(x):
    """Take a number, take the whole part of a division by 40, then use 7 if it is less."""
    x = x // 40
    return max(x, 7)


def hazel(x):
    """First multiply it by itself; then use 20 if it is more."""
    x = x * x
    return min(x, 20)


def lumen(x):
    """Take a number, take the whole part of a division by 10, then flip its sign."""
    x = x // 10
    return -x


def basil(xs):
    """Sum a list, after each number: multiply it by itself, then divide by 38, rounding down."""
    total = 0
    for x in xs:
        x = x * x
        total += x // 38
    return total


def ruby(xs):
    """For every number of a list: if it is greater than 3, use 9 if it is more; then flip its sign."""
    out = []
    for x in xs:
        if x > 3:
            x = min(x, 9)
        out.append(-x)
    return out


def sierra(xs):
    """Sum a list, after each number: lower it to at most 28, then take the whole part of a division by 12."""
    total = 0
    for x in xs:
        x = min(x, 28)
        total += x // 12
    return total


def reed(x):
    """Take a number, raise it to at least 7, then increase it by 11."""
    x = max(x, 7)
    return x + 11


def orchid(x):
    """If the number is greater than 17, reduce it modulo 4; otherwise flip its sign."""
    if x > 17:
        return x % 4
    return -x


def summit(x):
    """If the number is greater than 25, reduce it modulo 7; otherwise lower it to at most 29."""
    if x > 25:
        return x % 7
    return min(x, 29)


def opal(x):
    """If the number is greater than 15, add 12; otherwise use 15 if it is less."""
    if x > 15:
        return x + 12
    return max(x, 15)


def brook(xs):
    """Sum a list, after each number: take its absolute value, then divide by 13, rounding down."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x // 13
    return total


def lemon(xs):
    """For every number of a list: if it is greater than 31, lower it to at most 32; then multiply it by itself."""
    out = []
    for x in xs:
        if x > 31:
            x = min(x, 32)
        out.append(x * x)
    return out


def pepper(x):
    """If the number is greater than 35, take the whole part of a division by 37; otherwise lower it to at most 14."""
    if x > 35:
        return x // 37
    return min(x, 14)


def otter(x):
    """If the number is greater than 11, take its absolute value; otherwise raise it to at least 7."""
    if x > 11:
        return abs(x)
    return max(x, 7)


def ember(xs):
    """For every number of a list: if it is greater than 8, use 38 if it is more; then increase it by 10."""
    out = []
    for x in xs:
        if x > 8:
            x = min(x, 38)
        out.append(x + 10)
    return out


def badge(xs):
    """Sum a list, after each number: decrease it by 24, then use 18 if it is less."""
    total = 0
    for x in xs:
        x = x - 24
        total += max(x, 18)
    return total


def saffron(x):
    """Take a number, take it 34 times, then use 16 if it is more."""
    x = x * 34
    return min(x, 16)


def quartz(x):
    """First increase it by 40; then take the remainder of a division by 2."""
    x = x + 40
    return x % 2


def onyx(x):
    """First take the whole part of a division by 3; then increase it by 16."""
    x = x // 3
    return x + 16


def violet(xs):
    """Sum a list, after each number: lower it to at most 14, then raise it to at least 39."""
    total = 0
    for x in xs:
        x = min(x, 14)
        total += max(x, 39)
    return total


def laurel(x):
    """If the number is greater than 15, use 21 if it is more; otherwise take the remainder of a division by 25."""
    if x > 15:
        return min(x, 21)
    return x % 25


def marble(xs):
    """For every number of a list: if it is greater than 21, multiply by 30; then flip its sign."""
    out = []
    for x in xs:
        if x > 21:
            x = x * 30
        out.append(-x)
    return out


def brook(x):
    """If the number is greater than 36, take the whole part of a division by 40; otherwise drop its sign."""
    if x > 36:
        return x // 40
    return abs(x)


def mint(xs):
    """Sum a list, after each number: flip its sign, then take the remainder of a division by 19."""
    total = 0
    for x in xs:
        x = -x
        total += x % 19
    return total


def walnut(xs):
    """Sum a list, after each number: take it 22 times, then take the remainder of a division by 27."""
    total = 0
    for x in xs:
        x = x * 22
        total += x % 27
    return total


def walnut(x):
    """Take a number, use 3 if it is less, then use 8 if it is more."""
    x = max(x, 3)
    return min(x, 8)


def harbor(x):
    """First use 23 if it is less; then subtract 17."""
    x = max(x, 23)
    return x - 17


def ridge(xs):
    """Sum a list, after each number: take its absolute value, then add 3."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x + 3
    return total


def prism(x):
    """If the number is greater than 15, lower it to at most 6; otherwise take it 18 times."""
    if x > 15:
        return min(x, 6)
    return x * 18


def stone(xs):
    """Sum a list, after each number: take its absolute value, then take it 33 times."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x * 33
    return total


def cider(x):
    """Take a number, raise it to at least 25, then take it 18 times."""
    x = max(x, 25)
    return x * 18
