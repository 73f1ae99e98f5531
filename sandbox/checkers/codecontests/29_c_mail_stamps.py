"""The path that the stamps tell, from either of its ends."""


def check(given, expected, output):
    n, *ends = map(int, given.split())
    path = [number(word) for word in output.split()]
    if len(path) != n + 1 or len(set(path)) != n + 1:
        return f"{len(path)} cities, expected {n + 1} different ones"
    told = {frozenset(stamp) for stamp in zip(ends[::2], ends[1::2])}
    for leg in zip(path, path[1:]):
        if frozenset(leg) not in told:
            return f"no stamp tells of {leg[0]} and {leg[1]}"
    return True
