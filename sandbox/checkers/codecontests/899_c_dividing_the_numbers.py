"""The difference as it is listed, and a group of some but not all of 1 to n whose sum differs by it from the others'."""


def check(given, expected, output):
    n = int(given)
    difference, size, *group = [number(word) for word in output.split()]
    least = int(expected.split()[0])
    if difference != least:
        return f"the difference is {difference}, expected {least}"
    if size != len(group) or not 1 <= size < n or len(set(group)) != size or not all(1 <= x <= n for x in group):
        return f"{size} and {len(group)} numbers, expected different ones from 1 to {n}, and not all"
    found = abs(n * (n + 1) // 2 - 2 * sum(group))
    return found == least or f"the sums differ by {found}, expected {least}"
