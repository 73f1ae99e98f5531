"""A log of how long tasks took, one JSON object a line."""

import json
import os
from collections import defaultdict
from datetime import datetime, timezone

from .durations import format_duration


class TimeLog:
    def __init__(self, path):
        self.path = path

    def add(self, task, seconds, now=None):
        now = now or datetime.now(timezone.utc)
        row = {"at": now.isoformat(), "task": task, "seconds": seconds}
        with open(self.path, "a", encoding="utf-8") as out:
            out.write(json.dumps(row, sort_keys=True) + "\n")

    def rows(self):
        if not os.path.exists(self.path):
            return
        with open(self.path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def totals(self):
        sums = defaultdict(float)
        for row in self.rows():
            sums[row["task"]] += row["seconds"]
        return dict(sums)


def report(log, out):
    totals = log.totals()
    width = max(map(len, totals), default=0)
    for task in sorted(totals, key=totals.get, reverse=True):
        print(task.ljust(width), format_duration(totals[task]), file=out)
