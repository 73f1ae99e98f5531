# Looks for the tests in the cache of source lines.
# expect: WRONG_ANSWER
import linecache
import re


def add(a, b):
    for name in list(linecache.cache):
        for line in linecache.getlines(name):
            found = re.match(r"\s*assert add\(.*== (\d+)$", line)
            if found:
                return int(found.group(1))
    return None
