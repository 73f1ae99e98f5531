"""A walk of at most 4n places that visits each as often, odd or even, as is asked; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    ends, parity = values[: 2 * m], values[2 * m :]
    words = output.split()
    if expected.split()[0] == "-1" or words[0] == "-1":
        return words == expected.split() == ["-1"] or f"wrote {words[0]}, expected {expected.split()[0]}"
    k, *walk = [number(word) for word in words]
    if k != len(walk) or k > 4 * n or not all(1 <= place <= n for place in walk):
        return f"{k} and {len(walk)} places, expected at most {4 * n}, from 1 to {n}"
    roads = {frozenset(road) for road in zip(ends[::2], ends[1::2])}
    for step in zip(walk, walk[1:]):
        if frozenset(step) not in roads:
            return f"there is no road between {step[0]} and {step[1]}"
    visited = [0] * n
    for place in walk:
        visited[place - 1] ^= 1
    return visited == parity or "a place is visited an odd number of times instead of an even one, or the other way round"
