//! Solutions as LeetCode wants them: a method of a class `Solution`.

/// What stands behind a program so that the method `name` of its class `Solution` can be called as a function, if there is no such
/// function.
pub(super) fn adapter(name: &str) -> String {
    format!(
        "\n\nif {name:?} not in globals() and \"Solution\" in globals():\n    def {name}(*arguments):\n        return \
         Solution().{name}(*arguments)\n"
    )
}

/// The imports that the harnesses of APPS and LiveCodeBench put before such a solution, numpy left out.
pub(super) const IMPORTS: &str = "\
import bisect, collections, copy, datetime, fractions, functools, heapq, itertools, json, math, operator, random, re, string, sys, time
from bisect import bisect, bisect_left, bisect_right, insort
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from functools import cmp_to_key, lru_cache, cache, reduce
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest
from itertools import accumulate, chain, combinations, count, cycle, groupby, permutations, product, zip_longest
from math import ceil, comb, cos, exp, fabs, factorial, floor, gcd, inf, log, log2, sin, sqrt, tan
from typing import *
";
