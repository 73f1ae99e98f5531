"""m different connections that join n servers, and no longer do so without server v; `-1` where that is listed."""

#: The dataset cuts long outputs short.
FIRST_WORD_DECIDES = True


def check(given, expected, output):
    n, m, v = map(int, given.split())
    words = output.split()
    if expected.split()[0] == "-1" or words[0] == "-1":
        return words == expected.split() == ["-1"] or f"wrote {words[0]}, expected {expected.split()[0]}"
    ends = [number(word) for word in words]
    edges = {(min(a, b), max(a, b)) for a, b in zip(ends[::2], ends[1::2])}
    if len(ends) != 2 * m or len(edges) != m or any(a < 1 or b > n or a == b for a, b in edges):
        return f"expected {m} different connections of servers from 1 to {n}"
    near = [[] for _ in range(n + 1)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    if reached(near, v, 0) != n:
        return "not all servers are connected"
    # From any other server, past v.
    return reached(near, 2 if v == 1 else 1, v) != n - 1 or f"without server {v} the others stay connected"


def reached(near, start, closed):
    seen = {start, closed}
    order = [start]
    for u in order:
        for w in near[u]:
            if w not in seen:
                seen.add(w)
                order.append(w)
    return len(order)
