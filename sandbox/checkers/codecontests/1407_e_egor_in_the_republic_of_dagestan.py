"""The length as it is listed, and a schedule under which the shortest path from 1 to n has it, or there is none where it is -1."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    listed = int(expected.split()[0])
    words = output.split()
    length = number(words[0])
    if length != listed:
        return f"the length is {length}, expected {listed}"
    _, schedule = words
    if len(schedule) != n or set(schedule) - {"0", "1"}:
        return f"expected {n} digits 0 or 1"
    near = [[] for _ in range(n + 1)]
    for u, v, kind in zip(values[::3], values[1::3], values[2::3]):
        if schedule[u - 1] == "01"[kind]:
            near[u].append(v)
    distance = [-1] * (n + 1)
    distance[1] = 0
    order = [1]
    for u in order:
        for v in near[u]:
            if distance[v] < 0:
                distance[v] = distance[u] + 1
                order.append(v)
    return distance[n] == length or f"the shortest path of this schedule has length {distance[n]}, expected {length}"
