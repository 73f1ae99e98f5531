"""For each graph a clique of k vertices, or vertices of which each has k neighbours among them; `-1` just where it is listed."""


def check(given, expected, output):
    values = map(int, given.split())
    listed = iter(expected.split())
    words = iter(output.split())
    for graph in range(1, next(values) + 1):
        n, m, k = next(values), next(values), next(values)
        near = {}
        for _ in range(m):
            u, v = next(values), next(values)
            near.setdefault(u, set()).add(v)
            near.setdefault(v, set()).add(u)
        none = skip(listed, k) == "-1"
        kind = next(words)
        if kind not in ("-1", "1", "2") or (kind == "-1") != none:
            return f"graph {graph}: wrote {kind}, expected {'-1' if none else '1 or 2'}"
        if none:
            continue
        size = number(next(words)) if kind == "1" else k
        if not 1 <= size <= n:
            return f"graph {graph}: {size} vertices, expected 1 to {n}"
        inside = {number(next(words)) for _ in range(size)}
        if len(inside) != size or not all(1 <= v <= n for v in inside):
            return f"graph {graph}: expected {size} different vertices from 1 to {n}"
        least = k if kind == "1" else k - 1
        for v in inside:
            if len(near.get(v, ())) < least or len(near.get(v, set()) & inside) < least:
                return f"graph {graph}: vertex {v} has fewer than {least} neighbours among them"
    return next(words, None) is None or "there is more than was asked for"


def skip(listed, k):
    """Passes an answer; its first word."""
    kind = next(listed)
    for _ in range(0 if kind == "-1" else int(next(listed)) if kind == "1" else k):
        next(listed)
    return kind
