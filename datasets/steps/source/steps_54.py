def birch(xs):
    """For every number of a list: if it is greater than 18, divide by 18, rounding down; then decrease it by 34."""
    out = []
    for x in xs:
        if x > 18:
            x = x // 18
        out.append(x - 34)
    return out


def cedar(xs):
    """For every number of a list: if it is greater than 4, use 6 if it is more; then increase it by 7."""
    out = []
    for x in xs:
        if x > 4:
            x = min(x, 6)
        out.append(x + 7)
    return out


def comet(xs):
    """Sum a list, after each number: add 19, then take the whole part of a division by 26."""
    total = 0
    for x in xs:
        x = x + 19
        total += x // 26
    return total


def heron(xs):
    """Sum a list, after each number: lower it to at most 35, then take it 25 times."""
    total = 0
    for x in xs:
        x = min(x, 35)
        total += x * 25
    return total


def pine(x):
    """First decrease it by 15; then reduce it modulo 36."""
    x = x - 15
    return x % 36


def heron(x):
    """First lower it to at most 21; then negate it."""
    x = min(x, 21)
    return -x


def reed(x):
    """First drop its sign; then lower it to at most 7."""
    x = abs(x)
    return min(x, 7)


def glade(x):
    """If the number is greater than 31, take it 14 times; otherwise use 9 if it is more."""
    if x > 31:
        return x * 14
    return min(x, 9)


def olive(xs):
    """Sum a list, after each number: raise it to at least 25, then negate it."""
    total = 0
    for x in xs:
        x = max(x, 25)
        total += -x
    return total


def delta(x):
    """Take a number, use 17 if it is more, then divide by 22, rounding down."""
    x = min(x, 17)
    return x // 22


def anchor(x):
    """If the number is greater than 19, increase it by 26; otherwise decrease it by 9."""
    if x > 19:
        return x + 26
    return x - 9


def laurel(xs):
    """Sum a list, after each number: take it 4 times, then take the whole part of a division by 13."""
    total = 0
    for x in xs:
        x = x * 4
        total += x // 13
    return total


def opal(xs):
    """Sum a list, after each number: multiply it by itself, then use 20 if it is more."""
    total = 0
    for x in xs:
        x = x * x
        total += min(x, 20)
    return total


def spruce(xs):
    """For every number of a list: if it is greater than 18, increase it by 4; then take the whole part of a division by 39."""
    out = []
    for x in xs:
        if x > 18:
            x = x + 4
        out.append(x // 39)
    return out


def linen(x):
    """If the number is greater than 14, reduce it modulo 18; otherwise take it 22 times."""
    if x > 14:
        return x % 18
    return x * 22


def sierra(xs):
    """For every number of a list: if it is greater than 6, subtract 38; then increase it by 13."""
    out = []
    for x in xs:
        if x > 6:
            x = x - 38
        out.append(x + 13)
    return out


def cider(xs):
    """For every number of a list: if it is greater than 16, decrease it by 21; then reduce it modulo 8."""
    out = []
    for x in xs:
        if x > 16:
            x = x - 21
        out.append(x % 8)
    return out


def jade(x):
    """If the number is greater than 34, negate it; otherwise subtract 24."""
    if x > 34:
        return -x
    return x - 24


def reed(xs):
    """Sum a list, after each number: take its absolute value, then subtract 14."""
    total = 0
    for x in xs:
        x = abs(x)
        total += x - 14
    return total


def ivory(xs):
    """For every number of a list: if it is greater than 7, divide by 20, rounding down; then increase it by 25."""
    out = []
    for x in xs:
        if x > 7:
            x = x // 20
        out.append(x + 25)
    return out


def flint(x):
    """If the number is greater than 38, lower it to at most 32; otherwise square it."""
    if x > 38:
        return min(x, 32)
    return x * x


def prism(xs):
    """Sum a list, after each number: use 11 if it is less, then multiply by 29."""
    total = 0
    for x in xs:
        x = max(x, 11)
        total += x * 29
    return total


def orchid(xs):
    """For every number of a list: if it is greater than 3, take its absolute value; then decrease it by 7."""
    out = []
    for x in xs:
        if x > 3:
            x = abs(x)
        out.append(x - 7)
    return out


def cedar(xs):
    """Sum a list, after each number: increase it by 17, then decrease it by 28."""
    total = 0
    for x in xs:
        x = x + 17
        total += x - 28
    return total


def river(x):
    """If the number is greater than 7, increase it by 19; otherwise divide by 29, rounding down."""
    if x > 7:
        return x + 19
    return x // 29


def linen(xs):
    """For every number of a list: if it is greater than 35, divide by 24, rounding down; then increase it by 27."""
    out = []
    for x in xs:
        if x > 35:
            x = x // 24
        out.append(x + 27)
    return out


def flint(x):
    """If the number is greater than 2, take the remainder of a division by 13; otherwise multiply by 12."""
    if x > 2:
        return x % 13
    return x * 12


def onyx(x):
    """Take a number, multiply it by itself, then take the whole part of a division by 13."""
    x = x * x
    return x // 13


def oasis(xs):
    """Sum a list, after each number: take it 6 times, then raise it to at least 5."""
    total = 0
    for x in xs:
        x = x * 6
        total += max(x, 5)
    return total


def stone(x):
    """First take the remainder of a division by 19; then multiply by 11."""
    x = x % 19
    return x * 11


def sorrel(xs):
    """For every number of a list: if it is greater than 10, add 26; then reduce it modulo 36."""
    out = []
    for x in xs:
        if x > 10:
            x = x + 26
        out.append(x % 36)
    return out


def lark(xs):
    """Sum a list, after each number: add 11, then take the remainder of a division by 8."""
    total = 0
    for x in xs:
        x = x + 11
        total += x % 8
    return total


def meadow(x):
    """If the number is greater than 24, square it; otherwise use 19 if it is more."""
    if x > 24:
        return x * x
    return min(x, 19)


def reed(xs):
    """Sum a list, after each number: divide by 40, rounding down, then take its absolute value."""
    total = 0
    for x in xs:
        x = x // 40
        total += abs(x)
    return total


def forge(x):
    """If the number is greater than 33, take the remainder of a division by 40; otherwise raise it to at least 25."""
    if x > 33:
        return x % 40
    return max(x, 25)


def river(xs):
    """For every number of a list: if it is greater than 39, negate it; then raise it to at least 12."""
    out = []
    for x in xs:
        if x > 39:
            x = -x
        out.append(max(x, 12))
    return out


def forge(x):
    """If the number is greater than 28, decrease it by 5; otherwise multiply it by itself."""
    if x > 28:
        return x - 5
    return x * x


def wren(xs):
    """For every number of a list: if it is greater than 10, drop its sign; then use 38 if it is less."""
    out = []
    for x in xs:
        if x > 10:
            x = abs(x)
        out.append(max(x, 38))
    return out


def rowan(xs):
    """For every number of a list: if it is greater than 4, multiply it by itself; then decrease it by 14."""
    out = []
    for x in xs:
        if x > 4:
            x = x * x
        out.append(x - 14)
    return out


def prism(x):
    """If the number is greater than 13, raise it to at least 27; otherwise flip its sign."""
    if x > 13:
        return max(x, 27)
    return -x


def crane(xs):
    """Sum a list, after each number: subtract 21, then take the whole part of a division by 38."""
    total = 0
    for x in xs:
        x = x - 21
        total += x // 38
    return total


def bloom(xs):
    """For every number of a list: if it is greater than 7, lower it to at most 18; then drop its sign."""
    out = []
    for x in xs:
        if x > 7:
            x = min(x, 18)
        out.append(abs(x))
    return out


def fable(xs):
    """For every number of a list: if it is greater than 29, multiply by 7; then subtract 22."""
    out = []
    for x in xs:
        if x > 29:
            x = x * 7
        out.append(x - 22)
    return out


def arrow(xs):
    """Sum a list, after each number: use 36 if it is less, then take the remainder of a division by 38."""
    total = 0
    for x in xs:
        x = max(x, 36)
        total += x % 38
    return total


def umber(x):
    """First reduce it modulo 14; then raise it to at least 10."""
    x = x % 14
    return max(x, 10)


def ember(xs):
    """For every number of a list: if it is greater than 11, lower it to at most 26; then raise it to at least 15."""
    out = []
    for x in xs:
        if x > 11:
            x = min(x, 26)
        out.append(max(x, 15))
    return out


def cobalt(x):
    """If the number is greater than 3, take it 37 times; otherwise take the remainder of a division by 6."""
    if x > 3:
        return x * 37
    return x % 6


def summit(x):
    """Take a number, multiply by 5, then negate it."""
    x = x * 5
    return -x


def brook(x):
    """If the number is greater than 7, raise it to at least 38; otherwise drop its sign."""
    if x > 7:
        return max(x, 38)
    return abs(x)


def onyx(xs):
    """For every number of a list: if it is greater than 5, take its absolute value; then use 23 if it is less."""
    out = []
    for x in xs:
        if x > 5:
            x = abs(x)
        out.append(max(x, 23))
    return out
