"""For each tree an edge of it and the edge in its place, which make a tree with one centroid."""


def check(given, expected, output):
    values = map(int, given.split())
    words = iter(output.split())
    for tree in range(1, next(values) + 1):
        n = next(values)
        near = [set() for _ in range(n + 1)]
        for _ in range(n - 1):
            u, v = next(values), next(values)
            near[u].add(v)
            near[v].add(u)
        a, b, c, d = [number(next(words)) for _ in range(4)]
        if not all(1 <= v <= n for v in (a, b, c, d)) or b not in near[a]:
            return f"tree {tree}: there is no edge between {a} and {b} to cut"
        near[a].remove(b)
        near[b].remove(a)
        near[c].add(d)
        near[d].add(c)
        centroids = centroids_of(near, n)
        if centroids != 1:
            return f"tree {tree}: {centroids} centroids of a tree, expected 1"
    return next(words, None) is None or "there is more than was asked for"


def centroids_of(near, n):
    """How many centroids it has; 0: it is no tree."""
    above = [0] * (n + 1)
    above[1] = -1
    order = [1]
    for u in order:
        for v in near[u]:
            if v != above[u] and not above[v]:
                above[v] = u
                order.append(v)
    if len(order) != n or sum(map(len, near)) != 2 * (n - 1):
        return 0
    size = [1] * (n + 1)
    largest = [0] * (n + 1)
    for v in reversed(order):
        largest[v] = max(largest[v], n - size[v])
        if v != 1:
            size[above[v]] += size[v]
            largest[above[v]] = max(largest[above[v]], size[v])
    return largest[1:].count(min(largest[1:]))
