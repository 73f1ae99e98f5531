"""The edges as they are given, those of weight 0 with a weight from 1 to 10**18, and L between s and t; `NO` where that is listed."""

from heapq import heappop, heappush


def check(given, expected, output):
    n, m, length, s, t, *values = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    found = [number(word) for word in words[1:]]
    if len(found) != 3 * m:
        return f"{len(found)} numbers, expected {3 * m}"
    weights = {frozenset(edge[:2]): edge[2] for edge in zip(values[::3], values[1::3], values[2::3])}
    near = [[] for _ in range(n)]
    for u, v, weight in zip(found[::3], found[1::3], found[2::3]):
        given_weight = weights.pop(frozenset((u, v)), None)
        if given_weight is None:
            return f"the edge between {u} and {v} is not there, or there twice"
        if weight != given_weight and (given_weight or not 1 <= weight <= 10**18):
            return f"the edge between {u} and {v} may not have the weight {weight}"
        near[u].append((v, weight))
        near[v].append((u, weight))
    distance = {}
    heap = [(0, s)]
    while heap:
        far, u = heappop(heap)
        if u not in distance:
            distance[u] = far
            for v, weight in near[u]:
                if v not in distance:
                    heappush(heap, (far + weight, v))
    return distance.get(t) == length or f"the shortest path has length {distance.get(t)}, expected {length}"
