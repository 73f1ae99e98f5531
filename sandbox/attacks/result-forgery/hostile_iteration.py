# A list by birth that gives other items each time it is walked.
# expect: WRONG_ANSWER
class Changing(list):
    def __iter__(self):
        return iter([3])

    def __len__(self):
        return 10**9

    def __getitem__(self, index):
        return 3


def add(a, b):
    return Changing([1, 2])
