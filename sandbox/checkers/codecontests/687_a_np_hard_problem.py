"""Two disjoint sets of vertices, in each of which every edge has an end; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *ends = map(int, given.split())
    if expected.split()[0] == "-1" or output.split()[0] == "-1":
        return output.split() == expected.split() == ["-1"] or f"wrote {output[:20]!r}, expected {expected[:20]!r}"
    words = map(number, output.split())
    side = [0] * (n + 1)
    for cover in (1, 2):
        for _ in range(next(words)):
            v = next(words)
            if not 1 <= v <= n or side[v]:
                return f"vertex {v} is not there, or there twice"
            side[v] = cover
    for u, v in zip(ends[::2], ends[1::2]):
        if {side[u], side[v]} != {1, 2}:
            return f"the edge between {u} and {v} has not an end in each set"
    return next(words, None) is None or "there is more than was asked for"
