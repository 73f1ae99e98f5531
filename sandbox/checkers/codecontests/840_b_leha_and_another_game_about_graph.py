"""Different edges that give each vertex with d of 0 or 1 that parity of its degree; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    d, ends = [0] + values[:n], values[n:]
    k, *edges = [number(word) for word in output.split()]
    if expected.split()[0] == "-1" or k == -1:
        return output.split() == expected.split() == ["-1"] or f"wrote {k}, expected {expected.split()[0]}"
    if k != len(edges) or len(set(edges)) != k or not all(1 <= edge <= m for edge in edges):
        return f"{k} and {len(edges)} edges, expected different ones from 1 to {m}"
    parity = [0] * (n + 1)
    for edge in edges:
        parity[ends[2 * edge - 2]] ^= 1
        parity[ends[2 * edge - 1]] ^= 1
    for v in range(1, n + 1):
        if d[v] not in (-1, parity[v]):
            return f"vertex {v} has a degree of the wrong parity"
    return True
