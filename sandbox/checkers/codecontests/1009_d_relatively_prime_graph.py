"""A connected simple graph of n vertices and m edges whose ends are coprime; `Impossible` where none is listed."""

from math import gcd

#: The dataset cuts long outputs short.
FIRST_WORD_DECIDES = True


def check(given, expected, output):
    n, m = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "Impossible" or words[0] != "Possible":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    ends = [number(word) for word in words[1:]]
    if len(ends) != 2 * m or not all(1 <= v <= n for v in ends):
        return f"expected {m} edges between vertices from 1 to {n}"
    root = list(range(n + 1))

    def find(v):
        while root[v] != v:
            root[v] = root[root[v]]
            v = root[v]
        return v

    seen = set()
    parts = n
    for u, v in zip(ends[::2], ends[1::2]):
        if u == v or gcd(u, v) != 1:
            return f"{u} and {v} may not be joined"
        edge = (u, v) if u < v else (v, u)
        if edge in seen:
            return f"{u} and {v} are joined twice"
        seen.add(edge)
        if find(u) != find(v):
            root[find(u)] = find(v)
            parts -= 1
    return parts == 1 or "it is not connected"
