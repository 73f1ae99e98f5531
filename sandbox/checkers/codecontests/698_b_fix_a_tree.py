"""The number of changes as it is listed, and parents with just so many changes that make one rooted tree."""


def check(given, expected, output):
    n, *a = map(int, given.split())
    changes, *p = [number(word) for word in output.split()]
    least = int(expected.split()[0])
    if changes != least:
        return f"{changes} changes, expected {least}"
    if len(p) != n or not all(1 <= parent <= n for parent in p):
        return f"expected {n} parents from 1 to {n}"
    differ = sum(x != y for x, y in zip(a, p))
    if differ != least:
        return f"it differs in {differ} places, expected {least}"
    roots = [v for v in range(1, n + 1) if p[v - 1] == v]
    if len(roots) != 1:
        return f"{len(roots)} roots, expected 1"
    children = [[] for _ in range(n + 1)]
    for v, parent in enumerate(p, 1):
        if v != parent:
            children[parent].append(v)
    order = roots
    for v in order:
        order.extend(children[v])
    return len(order) == n or "there is a cycle"
