"""A direction for each edge, so that no vertex has both an edge that leads to it and one that leads away; `NO` where none is listed."""


def check(given, expected, output):
    n, m, *ends = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    _, bits = words
    if len(bits) != m or set(bits) - {"0", "1"}:
        return f"expected {m} digits 0 or 1"
    starts, stops = set(), set()
    for u, v, bit in zip(ends[::2], ends[1::2], bits):
        starts.add(u if bit == "0" else v)
        stops.add(v if bit == "0" else u)
    return starts.isdisjoint(stops) or "a path has two edges"
