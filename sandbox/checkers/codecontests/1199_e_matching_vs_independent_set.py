"""For each graph of 3n vertices n edges without a common end, or n vertices of which no two are joined; one of both there always is."""


def check(given, expected, output):
    values = map(int, given.split())
    words = iter(output.split())
    for graph in range(1, next(values) + 1):
        n, m = next(values), next(values)
        edges = [(next(values), next(values)) for _ in range(m)]
        kind = next(words)
        if kind not in ("Matching", "IndSet"):
            return f"graph {graph}: wrote {kind}, expected Matching or IndSet"
        chosen = [number(next(words)) for _ in range(n)]
        most = m if kind == "Matching" else 3 * n
        if len(set(chosen)) != n or not all(1 <= index <= most for index in chosen):
            return f"graph {graph}: expected {n} different numbers from 1 to {most}"
        if kind == "Matching":
            ends = {end for index in chosen for end in edges[index - 1]}
            if len(ends) != 2 * n:
                return f"graph {graph}: two of the edges have a common end"
        else:
            inside = set(chosen)
            if any(u in inside and v in inside for u, v in edges):
                return f"graph {graph}: two of the vertices are joined"
    return next(words, None) is None or "there is more than was asked for"
