"""The largest x as it is listed, then a permutation of 0 to 2**x - 1 whose neighbours differ, by exclusive or, by members of S."""


def check(given, expected, output):
    _, *members = map(int, given.split())
    x, *found = [number(word) for word in output.split()]
    largest = int(expected.split()[0])
    if x != largest:
        return f"x is {x}, expected {largest}"
    if sorted(found) != list(range(1 << largest)):
        return f"expected a permutation of 0 to {(1 << largest) - 1}"
    members = set(members)
    for a, b in zip(found, found[1:]):
        if a ^ b not in members:
            return f"{a} and {b} differ by {a ^ b}, which is not in S"
    return True
