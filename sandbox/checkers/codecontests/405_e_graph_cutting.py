"""The edges in pairs, each a path of length 2; `No solution` where that is listed."""


def check(given, expected, output):
    n, m, *ends = map(int, given.split())
    if expected.split()[0] == "No" or output.split()[0] == "No":
        return output.split() == expected.split() == ["No", "solution"] or f"wrote {output[:20]!r}, expected {expected[:20]!r}"
    edges = {frozenset(edge) for edge in zip(ends[::2], ends[1::2])}
    paths = [number(word) for word in output.split()]
    if 2 * len(paths) != 3 * m:
        return f"{len(paths)} numbers, expected {3 * m // 2}"
    for x, y, z in zip(paths[::3], paths[1::3], paths[2::3]):
        for edge in (frozenset((x, y)), frozenset((y, z))):
            if edge not in edges:
                return f"{x} {y} {z}: an edge that is not there or was used"
            edges.remove(edge)
    return not edges or "an edge is left"
