"""A weight from -2n² to 2n² for each edge, with the sum that is asked at each vertex; `NO` where none is listed."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    weights = [number(word) for word in words[1:]]
    if len(weights) != m or not all(abs(weight) <= 2 * n * n for weight in weights):
        return f"expected {m} weights from {-2 * n * n} to {2 * n * n}"
    sums = [0] * (n + 1)
    for u, v, weight in zip(values[n::2], values[n + 1 :: 2], weights):
        sums[u] += weight
        sums[v] += weight
    for v in range(1, n + 1):
        if sums[v] != values[v - 1]:
            return f"the sum at vertex {v} is {sums[v]}, expected {values[v - 1]}"
    return True
