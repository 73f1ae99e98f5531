"""Sums and shares of columns."""

import csv
from collections import OrderedDict


def read(path, encoding="utf-8"):
    with open(path, newline="", encoding=encoding) as handle:
        return list(csv.DictReader(handle))


def sums(rows, key, value):
    totals = OrderedDict()
    for row in rows:
        totals[row[key]] = totals.get(row[key], 0.0) + float(row[value])
    return totals


def shares(totals):
    whole = sum(totals.values())
    if whole == 0:
        return {key: 0.0 for key in totals}
    return {key: value / whole for key, value in totals.items()}


def top(totals, count):
    ranked = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    head, tail = ranked[:count], ranked[count:]
    if tail:
        head.append(("others", sum(value for _, value in tail)))
    return head
