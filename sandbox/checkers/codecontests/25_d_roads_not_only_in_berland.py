"""As many days as are listed; each closes a road that is there and builds one, and in the end all cities are connected."""


def check(given, expected, output):
    n, *values = map(int, given.split())
    roads = {frozenset(road) for road in zip(values[::2], values[1::2])}
    days, *plan = [number(word) for word in output.split()]
    least = int(expected.split()[0])
    if days != least or len(plan) != 4 * days:
        return f"{days} days, {len(plan)} numbers in the plan, expected {least} days"
    for at in range(0, len(plan), 4):
        i, j, u, v = plan[at : at + 4]
        if frozenset((i, j)) not in roads:
            return f"day {at // 4 + 1}: there is no road between {i} and {j}"
        roads.remove(frozenset((i, j)))
        if u == v or not (1 <= u <= n and 1 <= v <= n):
            return f"day {at // 4 + 1}: {u} and {v} are not two cities"
        roads.add(frozenset((u, v)))
    near = [[] for _ in range(n + 1)]
    for u, v in roads:
        near[u].append(v)
        near[v].append(u)
    seen = {1}
    order = [1]
    for u in order:
        for v in near[u]:
            if v not in seen:
                seen.add(v)
                order.append(v)
    return len(order) == n or "not all cities are connected in the end"
