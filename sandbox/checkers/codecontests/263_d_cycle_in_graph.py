"""A simple cycle of at least k + 1 vertices."""


def check(given, expected, output):
    n, m, k, *ends = map(int, given.split())
    edges = {frozenset(edge) for edge in zip(ends[::2], ends[1::2])}
    r, *cycle = [number(word) for word in output.split()]
    if r != len(cycle) or r < k + 1 or len(set(cycle)) != r:
        return f"{r} and {len(cycle)} vertices, expected at least {k + 1} different ones"
    for i in range(r):
        if frozenset((cycle[i - 1], cycle[i])) not in edges:
            return f"there is no edge between {cycle[i - 1]} and {cycle[i]}"
    return True
