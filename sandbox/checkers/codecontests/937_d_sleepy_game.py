"""`Win`, `Draw` or `Lose` as it is listed; of a win, a walk of an odd number of moves from s to a vertex without a way out."""


def check(given, expected, output):
    n, m, *values = map(int, given.split())
    word, *walk = output.split()
    if word != expected.split()[0]:
        return f"wrote {word}, expected {expected.split()[0]}"
    if word != "Win":
        return not walk or "there is more than was asked for"
    near = [set()]
    at = 0
    for _ in range(n):
        near.append(set(values[at + 1 : at + 1 + values[at]]))
        at += 1 + values[at]
    walk = [number(vertex) for vertex in walk]
    if len(walk) > 10**6 or len(walk) % 2 or walk[0] != values[at]:
        return f"{len(walk)} vertices from {walk[0]}, expected an even number, at most 10**6, from {values[at]}"
    for u, v in zip(walk, walk[1:]):
        if v not in near[u]:
            return f"there is no edge from {u} to {v}"
    return not near[walk[-1]] or f"the game goes on at {walk[-1]}"
