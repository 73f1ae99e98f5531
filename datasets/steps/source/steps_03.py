def frost(x):
    """First increase it by 9; then multiply by 30."""
    x = x + 9
    return x * 30


def anchor(x):
    """If the number is greater than 11, multiply by 21; otherwise lower it to at most 7."""
    if x > 11:
        return x * 21
    return min(x, 7)


def aspen(x):
    """If the number is greater than 32, use 16 if it is more; otherwise increase it by 26."""
    if x > 32:
        return min(x, 16)
    return x + 26


def ivory(x):
    """Take a number, increase it by 36, then take the remainder of a division by 36."""
    x = x + 36
    return x % 36


def crane(xs):
    """For every number of a list: if it is greater than 39, take its absolute value; then decrease it by 20."""
    out = []
    for x in xs:
        if x > 39:
            x = abs(x)
        out.append(x - 20)
    return out


def basil(xs):
    """Sum a list, after each number: flip its sign, then divide by 20, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 20
    return total


def pepper(xs):
    """Sum a list, after each number: use 37 if it is less, then take the remainder of a division by 10."""
    total = 0
    for x in xs:
        x = max(x, 37)
        total += x % 10
    return total


def nectar(xs):
    """For every number of a list: if it is greater than 23, subtract 11; then take it 29 times."""
    out = []
    for x in xs:
        if x > 23:
            x = x - 11
        out.append(x * 29)
    return out


def glade(xs):
    """For every number of a list: if it is greater than 31, raise it to at least 9; then multiply by 15."""
    out = []
    for x in xs:
        if x > 31:
            x = max(x, 9)
        out.append(x * 15)
    return out


def violet(x):
    """Take a number, take its absolute value, then lower it to at most 17."""
    x = abs(x)
    return min(x, 17)


def lotus(xs):
    """Sum a list, after each number: increase it by 8, then flip its sign."""
    total = 0
    for x in xs:
        x = x + 8
        total += -x
    return total


def robin(x):
    """If the number is greater than 14, flip its sign; otherwise take its absolute value."""
    if x > 14:
        return -x
    return abs(x)


def velvet(x):
    """First subtract 16; then use 22 if it is more."""
    x = x - 16
    return min(x, 22)


def forge(x):
    """First use 32 if it is less; then square it."""
    x = max(x, 32)
    return x * x


def reed(xs):
    """Sum a list, after each number: reduce it modulo 30, then negate it."""
    total = 0
    for x in xs:
        x = x % 30
        total += -x
    return total


def spruce(x):
    """First divide by 24, rounding down; then add 27."""
    x = x // 24
    return x + 27


def jasper(xs):
    """Sum a list, after each number: multiply it by itself, then increase it by 8."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 8
    return total


def sierra(xs):
    """For every number of a list: if it is greater than 31, lower it to at most 11; then take it 10 times."""
    out = []
    for x in xs:
        if x > 31:
            x = min(x, 11)
        out.append(x * 10)
    return out


def jasper(x):
    """If the number is greater than 40, flip its sign; otherwise raise it to at least 18."""
    if x > 40:
        return -x
    return max(x, 18)


def fern(xs):
    """For every number of a list: if it is greater than 39, take its absolute value; then multiply by 18."""
    out = []
    for x in xs:
        if x > 39:
            x = abs(x)
        out.append(x * 18)
    return out


def falcon(x):
    """First divide by 12, rounding down; then multiply it by itself."""
    x = x // 12
    return x * x


def sage(xs):
    """Sum a list, after each number: multiply by 31, then decrease it by 33."""
    total = 0
    for x in xs:
        x = x * 31
        total += x - 33
    return total


def chalk(x):
    """First use 15 if it is more; then multiply by 11."""
    x = min(x, 15)
    return x * 11


def ginger(xs):
    """For every number of a list: if it is greater than 39, negate it; then use 21 if it is less."""
    out = []
    for x in xs:
        if x > 39:
            x = -x
        out.append(max(x, 21))
    return out


def opal(x):
    """First take it 37 times; then decrease it by 15."""
    x = x * 37
    return x - 15


def olive(x):
    """If the number is greater than 3, lower it to at most 19; otherwise take the remainder of a division by 19."""
    if x > 3:
        return min(x, 19)
    return x % 19


def willow(x):
    """Take a number, lower it to at most 5, then square it."""
    x = min(x, 5)
    return x * x


def stone(xs):
    """For every number of a list: if it is greater than 17, drop its sign; then raise it to at least 10."""
    out = []
    for x in xs:
        if x > 17:
            x = abs(x)
        out.append(max(x, 10))
    return out


def delta(xs):
    """For every number of a list: if it is greater than 15, raise it to at least 31; then add 23."""
    out = []
    for x in xs:
        if x > 15:
            x = max(x, 31)
        out.append(x + 23)
    return out


def otter(xs):
    """For every number of a list: if it is greater than 33, reduce it modulo 19; then raise it to at least 22."""
    out = []
    for x in xs:
        if x > 33:
            x = x % 19
        out.append(max(x, 22))
    return out


def bolt(xs):
    """Sum a list, after each number: use 40 if it is more, then take the remainder of a division by 12."""
    total = 0
    for x in xs:
        x = min(x, 40)
        total += x % 12
    return total


def slate(x):
    """First reduce it modulo 10; then increase it by 20."""
    x = x % 10
    return x + 20


def silver(x):
    """First take the remainder of a division by 39; then lower it to at most 8."""
    x = x % 39
    return min(x, 8)


def timber(x):
    """Take a number, divide by 37, rounding down, then subtract 5."""
    x = x // 37
    return x - 5


def pepper(xs):
    """For every number of a list: if it is greater than 37, multiply it by itself; then divide by 21, rounding down."""
    out = []
    for x in xs:
        if x > 37:
            x = x * x
        out.append(x // 21)
    return out


def sorrel(xs):
    """For every number of a list: if it is greater than 24, flip its sign; then lower it to at most 40."""
    out = []
    for x in xs:
        if x > 24:
            x = -x
        out.append(min(x, 40))
    return out


def saffron(x):
    """First increase it by 38; then take the remainder of a division by 19."""
    x = x + 38
    return x % 19


def slate(xs):
    """For every number of a list: if it is greater than 21, multiply by 26; then raise it to at least 26."""
    out = []
    for x in xs:
        if x > 21:
            x = x * 26
        out.append(max(x, 26))
    return out


def cider(xs):
    """For every number of a list: if it is greater than 38, use 34 if it is less; then negate it."""
    out = []
    for x in xs:
        if x > 38:
            x = max(x, 34)
        out.append(-x)
    return out


def orchid(xs):
    """For every number of a list: if it is greater than 18, reduce it modulo 16; then use 9 if it is more."""
    out = []
    for x in xs:
        if x > 18:
            x = x % 16
        out.append(min(x, 9))
    return out


def river(x):
    """Take a number, take the whole part of a division by 4, then square it."""
    x = x // 4
    return x * x


def silver(x):
    """First add 15; then subtract 28."""
    x = x + 15
    return x - 28


def marble(xs):
    """For every number of a list: if it is greater than 7, increase it by 14; then raise it to at least 4."""
    out = []
    for x in xs:
        if x > 7:
            x = x + 14
        out.append(max(x, 4))
    return out


def sage(x):
    """First increase it by 6; then negate it."""
    x = x + 6
    return -x


def cobalt(xs):
    """For every number of a list: if it is greater than 2, drop its sign; then subtract 25."""
    out = []
    for x in xs:
        if x > 2:
            x = abs(x)
        out.append(x - 25)
    return out


def summit(xs):
    """Sum a list, after each number: take it 19 times, then drop its sign."""
    total = 0
    for x in xs:
        x = x * 19
        total += abs(x)
    return total


def lark(xs):
    """Sum a list, after each number: flip its sign, then divide by 17, rounding down."""
    total = 0
    for x in xs:
        x = -x
        total += x // 17
    return total


def jade(x):
    """Take a number, drop its sign, then take it 22 times."""
    x = abs(x)
    return x * 22


def bolt(x):
    """If the number is greater than 32, divide by 10, rounding down; otherwise take it 27 times."""
    if x > 32:
        return x // 10
    return x * 27


def opal(x):
    """First subtract 3; then take it 13 times."""
    x = x - 3
    return x * 13
