# Decimals of a hundred million digits.
# expect: TIME_LIMIT
import decimal


def add(a, b):
    decimal.getcontext().prec = 400_000_000
    return a + b + 0 * int(decimal.Decimal(1) / 3)
