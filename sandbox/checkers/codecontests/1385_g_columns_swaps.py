"""For each table as many columns as are listed, whose swaps make both rows permutations; `-1` where that is listed."""


def check(given, expected, output):
    values = map(int, given.split())
    listed = iter(expected.split())
    words = iter(output.split())
    for table in range(1, next(values) + 1):
        n = next(values)
        rows = [[next(values) for _ in range(n)] for _ in range(2)]
        least = int(next(listed))
        for _ in range(least):
            next(listed)
        k = number(next(words))
        if k != least:
            return f"table {table}: {k} moves, expected {least}"
        if k == -1:
            continue
        columns = [number(next(words)) for _ in range(k)]
        if len(set(columns)) != k or not all(1 <= column <= n for column in columns):
            return f"table {table}: expected {k} different columns from 1 to {n}"
        for column in columns:
            rows[0][column - 1], rows[1][column - 1] = rows[1][column - 1], rows[0][column - 1]
        if any(len(set(row)) != n for row in rows):
            return f"table {table}: a row is no permutation after the swaps"
    return next(words, None) is None or "there is more than was asked for"
