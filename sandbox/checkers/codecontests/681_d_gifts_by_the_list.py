"""Different men in an order in which everybody's first ancestor is whom he wants to give to; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "-1" or words[0] == "-1":
        return words == expected.split() == ["-1"] or f"wrote {words[0]}, expected {expected.split()[0]}"
    k, *men = [number(word) for word in words]
    if not 1 <= k <= n or k != len(men) or len(set(men)) != k or not all(1 <= man <= n for man in men):
        return f"{k} and {len(men)} men, expected 1 to {n} different ones"
    place = [n] * (n + 1)
    for at, man in enumerate(men):
        place[man] = at
    sons = [[] for _ in range(n + 1)]
    fathers = [0] * (n + 1)
    for father, son in zip(values[: 2 * m : 2], values[1 : 2 * m : 2]):
        sons[father].append(son)
        fathers[son] = father
    wishes = [0] + values[2 * m :]
    order = [man for man in range(1, n + 1) if not fathers[man]]
    for man in order:
        # Of him and his ancestors the one that comes first.
        place[man] = min(place[man], place[fathers[man]] if fathers[man] else n)
        first = men[place[man]] if place[man] < n else 0
        if first != wishes[man]:
            return f"man {man} gives to {first or 'nobody'}, expected {wishes[man]}"
        order.extend(sons[man])
    return True
