"""Durations such as `1h 30m` as seconds, and back."""

import re

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def parse_duration(text):
    """Seconds of a text such as `1h 30m`; ValueError if it is none."""
    total = 0.0
    end = 0
    for match in PART.finditer(text):
        if text[end:match.start()].strip():
            raise ValueError("not a duration: %r" % text)
        total += float(match.group(1)) * UNITS[match.group(2)]
        end = match.end()
    if end == 0 or text[end:].strip():
        raise ValueError("not a duration: %r" % text)
    return total


def format_duration(seconds):
    """The two largest units, rounded down: `1h 30m`."""
    parts = []
    for unit, size in sorted(UNITS.items(), key=lambda pair: -pair[1]):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append("%d%s" % (count, unit))
        if len(parts) == 2:
            break
    return " ".join(parts) or "0s"


def total(texts):
    return sum(parse_duration(text) for text in texts)
