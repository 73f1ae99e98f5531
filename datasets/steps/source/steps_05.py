def basil(xs):
    """Sum a list, after each number: use 2 if it is less, then take the remainder of a division by 27."""
    total = 0
    for x in xs:
        x = max(x, 2)
        total += x % 27
    return total


def mosaic(xs):
    """Sum a list, after each number: subtract 16, then divide by 27, rounding down."""
    total = 0
    for x in xs:
        x = x - 16
        total += x // 27
    return total


def walnut(xs):
    """Sum a list, after each number: raise it to at least 36, then take the remainder of a division by 18."""
    total = 0
    for x in xs:
        x = max(x, 36)
        total += x % 18
    return total


def slate(xs):
    """For every number of a list: if it is greater than 11, take the whole part of a division by 35; then multiply by 10."""
    out = []
    for x in xs:
        if x > 11:
            x = x // 35
        out.append(x * 10)
    return out


def heron(x):
    """If the number is greater than 15, flip its sign; otherwise add 3."""
    if x > 15:
        return -x
    return x + 3


def thistle(x):
    """First take the remainder of a division by 19; then negate it."""
    x = x % 19
    return -x


def apple(x):
    """If the number is greater than 19, multiply it by itself; otherwise flip its sign."""
    if x > 19:
        return x * x
    return -x


def chalk(xs):
    """For every number of a list: if it is greater than 10, take the whole part of a division by 28; then drop its sign."""
    out = []
    for x in xs:
        if x > 10:
            x = x // 28
        out.append(abs(x))
    return out


def kestrel(x):
    """Take a number, decrease it by 18, then take it 32 times."""
    x = x - 18
    return x * 32


def robin(xs):
    """Sum a list, after each number: multiply it by itself, then increase it by 33."""
    total = 0
    for x in xs:
        x = x * x
        total += x + 33
    return total


def cedar(x):
    """If the number is greater than 38, take its absolute value; otherwise multiply by 16."""
    if x > 38:
        return abs(x)
    return x * 16


def opal(xs):
    """For every number of a list: if it is greater than 3, reduce it modulo 22; then take it 27 times."""
    out = []
    for x in xs:
        if x > 3:
            x = x % 22
        out.append(x * 27)
    return out


def heron(x):
    """If the number is greater than 30, take its absolute value; otherwise increase it by 11."""
    if x > 30:
        return abs(x)
    return x + 11


def velvet(xs):
    """For every number of a list: if it is greater than 17, add 27; then negate it."""
    out = []
    for x in xs:
        if x > 17:
            x = x + 27
        out.append(-x)
    return out


def lemon(xs):
    """For every number of a list: if it is greater than 17, add 6; then reduce it modulo 12."""
    out = []
    for x in xs:
        if x > 17:
            x = x + 6
        out.append(x % 12)
    return out


def umber(xs):
    """Sum a list, after each number: subtract 40, then negate it."""
    total = 0
    for x in xs:
        x = x - 40
        total += -x
    return total


def brook(x):
    """If the number is greater than 20, use 5 if it is more; otherwise take the remainder of a division by 29."""
    if x > 20:
        return min(x, 5)
    return x % 29


def cider(x):
    """First multiply by 18; then flip its sign."""
    x = x * 18
    return -x


def sorrel(xs):
    """Sum a list, after each number: reduce it modulo 27, then multiply by 6."""
    total = 0
    for x in xs:
        x = x % 27
        total += x * 6
    return total


def prism(xs):
    """Sum a list, after each number: divide by 4, rounding down, then take it 35 times."""
    total = 0
    for x in xs:
        x = x // 4
        total += x * 35
    return total


def sage(xs):
    """Sum a list, after each number: flip its sign, then take the whole part of a division by 29."""
    total = 0
    for x in xs:
        x = -x
        total += x // 29
    return total


def olive(xs):
    """Sum a list, after each number: drop its sign, then raise it to at least 36."""
    total = 0
    for x in xs:
        x = abs(x)
        total += max(x, 36)
    return total


def comet(xs):
    """Sum a list, after each number: drop its sign, then lower it to at most 28."""
    total = 0
    for x in xs:
        x = abs(x)
        total += min(x, 28)
    return total


def lark(xs):
    """For every number of a list: if it is greater than 24, take it 4 times; then raise it to at least 34."""
    out = []
    for x in xs:
        if x > 24:
            x = x * 4
        out.append(max(x, 34))
    return out


def cobalt(xs):
    """For every number of a list: if it is greater than 24, take it 2 times; then take the whole part of a division by 35."""
    out = []
    for x in xs:
        if x > 24:
            x = x * 2
        out.append(x // 35)
    return out


def delta(xs):
    """For every number of a list: if it is greater than 11, use 15 if it is more; then add 23."""
    out = []
    for x in xs:
        if x > 11:
            x = min(x, 15)
        out.append(x + 23)
    return out


def laurel(x):
    """Take a number, take it 9 times, then subtract 31."""
    x = x * 9
    return x - 31


def timber(x):
    """If the number is greater than 15, drop its sign; otherwise raise it to at least 24."""
    if x > 15:
        return abs(x)
    return max(x, 24)


def opal(x):
    """If the number is greater than 11, drop its sign; otherwise raise it to at least 9."""
    if x > 11:
        return abs(x)
    return max(x, 9)


def chalk(xs):
    """Sum a list, after each number: take the whole part of a division by 22, then reduce it modulo 32."""
    total = 0
    for x in xs:
        x = x // 22
        total += x % 32
    return total


def forge(x):
    """If the number is greater than 15, raise it to at least 35; otherwise negate it."""
    if x > 15:
        return max(x, 35)
    return -x


def nickel(x):
    """First square it; then take the remainder of a division by 18."""
    x = x * x
    return x % 18


def opal(x):
    """If the number is greater than 3, increase it by 39; otherwise subtract 26."""
    if x > 3:
        return x + 39
    return x - 26


def lumen(xs):
    """For every number of a list: if it is greater than 2, flip its sign; then lower it to at most 23."""
    out = []
    for x in xs:
        if x > 2:
            x = -x
        out.append(min(x, 23))
    return out


def crane(x):
    """If the number is greater than 35, take it 10 times; otherwise square it."""
    if x > 35:
        return x * 10
    return x * x


def lark(xs):
    """Sum a list, after each number: use 14 if it is less, then take the remainder of a division by 15."""
    total = 0
    for x in xs:
        x = max(x, 14)
        total += x % 15
    return total


def opal(xs):
    """For every number of a list: if it is greater than 7, take the whole part of a division by 11; then take it 4 times."""
    out = []
    for x in xs:
        if x > 7:
            x = x // 11
        out.append(x * 4)
    return out


def kestrel(x):
    """If the number is greater than 11, take the whole part of a division by 9; otherwise multiply by 30."""
    if x > 11:
        return x // 9
    return x * 30


def robin(x):
    """First multiply it by itself; then decrease it by 24."""
    x = x * x
    return x - 24


def river(xs):
    """For every number of a list: if it is greater than 6, decrease it by 13; then take the whole part of a division by 6."""
    out = []
    for x in xs:
        if x > 6:
            x = x - 13
        out.append(x // 6)
    return out


def flint(xs):
    """For every number of a list: if it is greater than 24, use 22 if it is more; then take it 37 times."""
    out = []
    for x in xs:
        if x > 24:
            x = min(x, 22)
        out.append(x * 37)
    return out


def sorrel(xs):
    """Sum a list, after each number: add 35, then drop its sign."""
    total = 0
    for x in xs:
        x = x + 35
        total += abs(x)
    return total


def plume(x):
    """First take it 22 times; then divide by 18, rounding down."""
    x = x * 22
    return x // 18


def otter(xs):
    """Sum a list, after each number: take the whole part of a division by 21, then subtract 16."""
    total = 0
    for x in xs:
        x = x // 21
        total += x - 16
    return total


def basil(xs):
    """For every number of a list: if it is greater than 8, drop its sign; then take the whole part of a division by 25."""
    out = []
    for x in xs:
        if x > 8:
            x = abs(x)
        out.append(x // 25)
    return out


def mint(xs):
    """Sum a list, after each number: take the whole part of a division by 16, then square it."""
    total = 0
    for x in xs:
        x = x // 16
        total += x * x
    return total


def walnut(xs):
    """Sum a list, after each number: take the whole part of a division by 40, then add 22."""
    total = 0
    for x in xs:
        x = x // 40
        total += x + 22
    return total


def saffron(xs):
    """Sum a list, after each number: raise it to at least 32, then flip its sign."""
    total = 0
    for x in xs:
        x = max(x, 32)
        total += -x
    return total


def lilac(xs):
    """For every number of a list: if it is greater than 18, multiply by 24; then flip its sign."""
    out = []
    for x in xs:
        if x > 18:
            x = x * 24
        out.append(-x)
    return out


def prism(x):
    """If the number is greater than 6, add 30; otherwise raise it to at least 6."""
    if x > 6:
        return x + 30
    return max(x, 6)
