"""A tree on n vertices, with exactly the diameter d and no degree above k; `NO` where none is listed."""


def check(given, expected, output):
    n, d, k = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    ends = [number(word) for word in words[1:]]
    if len(ends) != 2 * (n - 1) or not all(1 <= v <= n for v in ends):
        return f"expected {n - 1} edges between vertices from 1 to {n}"
    near = [[] for _ in range(n + 1)]
    for u, v in zip(ends[::2], ends[1::2]):
        near[u].append(v)
        near[v].append(u)
    if max(map(len, near)) > k:
        return f"a vertex has more than {k} neighbours"
    order, _ = walk(near, 1)
    if len(order) != n:
        return "it is not connected"
    _, far = walk(near, order[-1])
    return far == d or f"its diameter is {far}, expected {d}"


def walk(near, start):
    """The vertices in the order of their distance, and the largest distance. In what is no tree it ends too."""
    distance = [-1] * len(near)
    distance[start] = 0
    order = [start]
    for u in order:
        for v in near[u]:
            if distance[v] < 0:
                distance[v] = distance[u] + 1
                order.append(v)
    return order, distance[order[-1]]
