"""As many new roads as are listed, after which no road is a bridge and no two junctions have two roads; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *ends = map(int, given.split())
    least = int(expected.split()[0])
    t, *added = [number(word) for word in output.split()]
    if t != least or len(added) != 2 * max(t, 0):
        return f"{t} roads, {len(added)} junctions, expected {least} roads"
    roads = {(min(a, b), max(a, b)) for a, b in zip(ends[::2], ends[1::2])}
    for a, b in zip(added[::2], added[1::2]):
        road = (min(a, b), max(a, b))
        if a == b or road[0] < 1 or road[1] > n or road in roads:
            return f"no road can be added between {a} and {b}"
        roads.add(road)
    return t == -1 or bridges(n, roads) == 0 or "a road is the only way"


def bridges(n, roads):
    """How many roads are the only way: by the first time that each junction is reached, and the earliest that can be reached beyond it."""
    near = [[] for _ in range(n + 1)]
    for a, b in roads:
        near[a].append(b)
        near[b].append(a)
    first, low, found = {1: 0}, {1: 0}, 0
    stack = [(1, 0, iter(near[1]))]
    while stack:
        u, above, rest = stack[-1]
        for v in rest:
            if v not in first:
                first[v] = low[v] = len(first)
                stack.append((v, u, iter(near[v])))
                break
            if v != above:
                low[u] = min(low[u], first[v])
        else:
            stack.pop()
            found += above > 0 and low[u] == first[u]
            if above:
                low[above] = min(low[above], low[u])
    return found
