"""At most n cities, whose orders leave every road with asphalt; `Impossible` where that is listed."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "Impossible" or words[0] == "Impossible":
        return words == expected.split() == ["Impossible"] or f"wrote {words[0]}, expected {expected.split()[0]}"
    x, *cities = [number(word) for word in words]
    if x != len(cities) or x > n or not all(1 <= city <= n for city in cities):
        return f"{x} and {len(cities)} cities, expected at most {n}, from 1 to {n}"
    turned = [0] * (n + 1)
    for city in cities:
        turned[city] ^= 1
    for a, b, asphalt in zip(values[::3], values[1::3], values[2::3]):
        if asphalt ^ turned[a] ^ turned[b] != 1:
            return f"the road between {a} and {b} has no asphalt"
    return True
