//! Scores of judged completions: pass@k, rates, intervals, and the comparison of two runs.
