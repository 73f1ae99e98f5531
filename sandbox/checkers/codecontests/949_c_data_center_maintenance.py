"""As many data centres as are listed, whose later hour leaves every client one that is at work."""


def check(given, expected, output):
    n, m, h, *values = map(int, given.split())
    hours, clients = values[:n], values[n:]
    k, *centres = [number(word) for word in output.split()]
    least = int(expected.split()[0])
    if k != least or len(centres) != k or len(set(centres)) != k:
        return f"{k} and {len(centres)} centres, expected {least} different ones"
    for centre in centres:
        if not 1 <= centre <= n:
            return f"there is no centre {centre}"
        hours[centre - 1] = (hours[centre - 1] + 1) % h
    for a, b in zip(clients[::2], clients[1::2]):
        if hours[a - 1] == hours[b - 1]:
            return f"the client of {a} and {b} has neither in hour {hours[a - 1]}"
    return True
