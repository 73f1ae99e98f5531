"""m weights of those there are, no two alike in a row, each of which makes its pan the heavier; `NO` where none is listed."""


def check(given, expected, output):
    kinds, m = given.split()
    words = output.split()
    if expected.split()[0] == "NO" or words[0] != "YES":
        return words == expected.split()[:1] or f"wrote {words[0]}, expected {expected.split()[0]}"
    weights = [number(word) for word in words[1:]]
    if len(weights) != int(m):
        return f"{len(weights)} weights, expected {m}"
    lead, before = 0, 0
    for weight in weights:
        if not 1 <= weight <= 10 or kinds[weight - 1] != "1":
            return f"there is no weight {weight}"
        if weight == before:
            return f"the weight {weight} twice in a row"
        if weight <= lead:
            return f"the weight {weight} does not outweigh a lead of {lead}"
        lead, before = weight - lead, weight
    return True
