"""Numbers from 1 to 10**9 on the vertices, of which each has just as many smaller ones below it as is asked; `NO` where none is listed."""

from bisect import bisect_left
from heapq import merge


def check(given, expected, output):
    n, *values = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    a = [0] + [number(word) for word in words[1:]]
    if len(a) != n + 1 or not all(1 <= x <= 10**9 for x in a[1:]):
        return f"expected {n} numbers from 1 to 10**9"
    below = [[] for _ in range(n + 1)]
    for v in range(1, n + 1):
        below[values[2 * v - 2]].append(v)
    order = [0]
    for v in order:
        order.extend(below[v])
    numbers = [[] for _ in range(n + 1)]
    for v in reversed(order[1:]):
        parts = [numbers[child] for child in below[v]]
        inside = parts[0] if len(parts) == 1 else list(merge(*parts))
        smaller = bisect_left(inside, a[v])
        if smaller != values[2 * v - 1]:
            return f"below vertex {v} are {smaller} smaller numbers, expected {values[2 * v - 1]}"
        inside.insert(smaller, a[v])
        numbers[v] = inside
    return True
