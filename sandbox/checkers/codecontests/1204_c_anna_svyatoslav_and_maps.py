"""As many vertices as are listed, a subsequence of the path from its first to its last, between which the path is nowhere a detour."""


def check(given, expected, output):
    words = given.split()
    n = int(words[0])
    near = [[v for v, bit in enumerate(row) if bit == "1"] for row in words[1 : n + 1]]
    path = [int(word) - 1 for word in words[n + 2 :]]
    k, *chosen = [number(word) - 1 for word in output.split()]
    k += 1
    if k != int(expected.split()[0]) or len(chosen) != k:
        return f"{k} and {len(chosen)} vertices, expected {expected.split()[0]}"
    if chosen[0] != path[0] or chosen[-1] != path[-1]:
        return "it does not start or does not end where the path does"
    left = iter(path)
    if not all(v in left for v in chosen):
        return "it is no subsequence of the path"
    away = [distances(near, start) for start in range(n)]
    length = sum(away[u][v] for u, v in zip(chosen, chosen[1:]))
    return length == len(path) - 1 or "a shorter path leads through these vertices"


def distances(near, start):
    found = {start: 0}
    order = [start]
    for u in order:
        for v in near[u]:
            if v not in found:
                found[v] = found[u] + 1
                order.append(v)
    return found
