# Honest: computes with dates.
# expect: PASSED
import datetime


def add(a, b):
    day = datetime.date(2020, 2, 28) + datetime.timedelta(days=2)
    assert day.isoformat() == "2020-03-01"
    assert datetime.datetime.now() <= datetime.datetime.now() + datetime.timedelta(seconds=1)
    return a + b
