"""The cost as it is listed, and colours of that cost in which no three vertices on a path have two alike; `-1` where none is listed."""


def check(given, expected, output):
    values = [int(word) for word in given.split()]
    n = values[0]
    words = output.split()
    least = expected.split()[0]
    if least == "-1" or words[0] != least:
        return words == [least] or f"the cost is {words[0]}, expected {least}"
    colours = [number(word) for word in words[1:]]
    if len(colours) != n or not all(1 <= colour <= 3 for colour in colours):
        return f"expected {n} colours from 1 to 3"
    cost = sum(values[1 + (colour - 1) * n + v] for v, colour in enumerate(colours))
    if cost != int(least):
        return f"these colours cost {cost}, expected {least}"
    seen = [{colour} for colour in colours]
    ends = values[1 + 3 * n :]
    for u, v in zip(ends[::2], ends[1::2]):
        for a, b in ((u - 1, v - 1), (v - 1, u - 1)):
            if colours[b] in seen[a]:
                return f"vertex {a + 1} and its neighbours have two alike"
            seen[a].add(colours[b])
    return True
