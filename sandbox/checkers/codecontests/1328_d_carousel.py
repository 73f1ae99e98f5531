"""For each carousel the number of colours as it is listed, and colours in which no two neighbours of different types are alike."""


def check(given, expected, output):
    values = map(int, given.split())
    listed = iter(expected.split())
    words = iter(output.split())
    for carousel in range(1, next(values) + 1):
        n = next(values)
        types = [next(values) for _ in range(n)]
        least = int(next(listed))
        for _ in range(n):
            next(listed)
        k = number(next(words))
        if k != least:
            return f"carousel {carousel}: {k} colours, expected {least}"
        colours = [number(next(words)) for _ in range(n)]
        if not all(1 <= colour <= k for colour in colours):
            return f"carousel {carousel}: a colour that is not from 1 to {k}"
        for i in range(n):
            if types[i - 1] != types[i] and colours[i - 1] == colours[i]:
                return f"carousel {carousel}: figure {i + 1} has the colour of the figure before it, of another type"
    return next(words, None) is None or "there is more than was asked for"
