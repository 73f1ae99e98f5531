"""At most 10**6 allowed operations, after which the population is as large as after the listed ones."""


def check(given, expected, output):
    size, *rows = given.split()[1:]
    m = int(size)
    listed, _ = population(rows, m, expected.split())
    found, fault = population(rows, m, output.split())
    if fault:
        return fault
    return found == listed or f"the population is {found}, expected {listed}"


def population(rows, m, words):
    """The population in the end, and what is wrong with an operation."""
    n = len(rows)
    k = number(words[0])
    if k > 10**6 or len(words) != 1 + 3 * k:
        return 0, f"{k} operations, {len(words) - 1} words, expected three for each of at most 10**6"
    grid = [list(row) for row in rows]
    for at in range(1, len(words), 3):
        what, x, y = words[at], number(words[at + 1]) - 1, number(words[at + 2]) - 1
        if not (0 <= x < n and 0 <= y < m):
            return 0, f"operation {at // 3 + 1}: no such cell"
        beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        if what == "D":
            fine = grid[x][y] in "BR"
        elif what == "R":
            fine = grid[x][y] == "." and any(0 <= a < n and 0 <= b < m and grid[a][b] == "B" for a, b in beside)
        else:
            fine = what == "B" and grid[x][y] == "."
        if not fine:
            return 0, f"operation {at // 3 + 1}: {what} is not possible in cell {x + 1} {y + 1}"
        grid[x][y] = "." if what == "D" else what
    return sum(100 * row.count("B") + 200 * row.count("R") for row in grid), None
