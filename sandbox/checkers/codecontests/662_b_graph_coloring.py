"""As many moves as are listed, after which all edges have one colour; `-1` where that is listed."""


def check(given, expected, output):
    n, m, *values = given.split()
    k, *moves = [number(word) for word in output.split()]
    least = int(expected.split()[0])
    if k != least or len(moves) != max(k, 0):
        return f"{k} moves, {len(moves)} vertices, expected {least}"
    if k == -1:
        return True
    turned = [False] * (int(n) + 1)
    for move in moves:
        if not 1 <= move <= int(n):
            return f"there is no vertex {move}"
        turned[move] = not turned[move]
    colours = {
        (colour == "R") ^ turned[int(u)] ^ turned[int(v)]
        for u, v, colour in zip(values[::3], values[1::3], values[2::3])
    }
    return len(colours) == 1 or "the edges have both colours"
