#!/usr/bin/env python2
# Prints sums of a table; written for Python 2.

import sys
import csv
import urllib2


def rows(name):
    if name.startswith('http:'):
        return csv.reader(urllib2.urlopen(name))
    return csv.reader(open(name, 'rb'))


def sums(name, column):
    totals = {}
    for row in rows(name):
        try:
            key, value = row[0], float(row[column])
        except (IndexError, ValueError), error:
            print >>sys.stderr, 'skipped %r: %s' % (row, error)
            continue
        if totals.has_key(key):
            totals[key] += value
        else:
            totals[key] = value
    return totals


def main():
    if len(sys.argv) != 3:
        print 'usage: report.py FILE COLUMN'
        raise SystemExit, 2
    for key, value in sorted(sums(sys.argv[1], int(sys.argv[2])).iteritems()):
        print '%-20s %10.2f' % (key, value)


if __name__ == '__main__':
    main()
