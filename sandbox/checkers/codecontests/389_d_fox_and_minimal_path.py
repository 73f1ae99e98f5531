"""The matrix of a simple undirected graph of 2 to 1000 vertices, with just k shortest paths between the first two."""


def check(given, expected, output):
    k = int(given)
    size, *rows = output.split()
    n = number(size)
    if not 2 <= n <= 1000 or len(rows) != n or any(len(row) != n or set(row) - {"N", "Y"} for row in rows):
        return "expected 2 to 1000 vertices, and as many rows of as many letters N and Y"
    if any(rows[i][i] == "Y" for i in range(n)) or ["".join(column) for column in zip(*rows)] != rows:
        return "a vertex is joined with itself, or only one way with another"
    level, ways = {0}, {0: 1}
    left = set(range(1, n))
    while level and 1 not in ways:
        after = {}
        for u in level:
            for v in left:
                if rows[u][v] == "Y":
                    after[v] = after.get(v, 0) + ways[u]
        level, ways = set(after), after
        left -= level
    return ways.get(1, 0) == k or f"there are {ways.get(1, 0)} shortest paths, expected {k}"
