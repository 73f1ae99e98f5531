"""A short name for each club, all different. A club takes its second one only if nobody has its first one. `NO` where none is listed."""


def check(given, expected, output):
    n, *words = given.split()
    clubs = list(zip(words[::2], words[1::2]))
    names = output.split()
    if expected.split()[0] == "NO" or names[0] != "YES":
        return names == expected.split()[:1] or f"wrote {names[0]}, expected {expected.split()[0]}"
    names = names[1:]
    if len(names) != int(n) or len(set(names)) != int(n):
        return f"{len(names)} names, {len(set(names))} different, expected {n}"
    taken = {}
    for (team, town), name in zip(clubs, names):
        first, second = team[:3], team[:2] + town[0]
        if name not in (first, second):
            return f"{team} {town} cannot be {name}"
        # Where both are the same it counts as the second.
        if name != second:
            taken[first] = team
    for (team, town), name in zip(clubs, names):
        if name != team[:3] and team[:3] in taken:
            return f"{team} {town} is {name}, while {taken[team[:3]]} takes {team[:3]}"
    return True
