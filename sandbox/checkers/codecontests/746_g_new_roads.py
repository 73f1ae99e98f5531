"""A tree on n cities with as many at each distance from city 1 as is asked, and k others with one road; `-1` where that is listed."""


def check(given, expected, output):
    n, t, k, *asked = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "-1" or words[0] == "-1":
        return words == expected.split() == ["-1"] or f"wrote {words[0]}, expected {expected.split()[0]}"
    cities, *ends = [number(word) for word in words]
    if cities != n or len(ends) != 2 * (n - 1) or not all(1 <= city <= n for city in ends):
        return f"expected {n}, and {n - 1} roads between cities from 1 to {n}"
    near = [[] for _ in range(n + 1)]
    for u, v in zip(ends[::2], ends[1::2]):
        near[u].append(v)
        near[v].append(u)
    distance = {1: 0}
    order = [1]
    for u in order:
        for v in near[u]:
            if v not in distance:
                distance[v] = distance[u] + 1
                order.append(v)
    if len(order) != n:
        return "not all cities are connected"
    found = [0] * (n + 1)
    for far in distance.values():
        found[far] += 1
    if found[1 : t + 1] != asked:
        return "the numbers of cities at each distance are not those asked for"
    dead = sum(len(roads) == 1 for roads in near[2:])
    return dead == k or f"{dead} cities have one road, expected {k}"
