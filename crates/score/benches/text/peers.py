"""sacrebleu and rouge-score on pairs from standard input: value and seconds of the fastest of some runs, from texts to numbers."""

import json
import sys
import time

from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU


def fastest(runs, work):
    best = None
    for _ in range(runs):
        # A new object each time: sacrebleu keeps the tokens of the texts that it has seen.
        run = work()
        begun = time.perf_counter()
        value = run()
        seconds = time.perf_counter() - begun
        best = seconds if best is None else min(best, seconds)
    return {"value": value, "seconds": best}


def forget(metric):
    """Empties the tokenizer's memory, which is shared by all objects of its class."""
    for of in (metric.tokenizer, getattr(metric.tokenizer, "_post_tokenizer", None)):
        if of is not None:
            type(of).__call__.cache_clear()
    return metric


def main(runs):
    pairs = json.load(sys.stdin)
    predictions = [pair["prediction"] for pair in pairs]
    references = [pair["reference"] for pair in pairs]

    def corpus():
        metric = forget(BLEU())
        return lambda: metric.corpus_score(predictions, [references]).score

    def sentences():
        metric = forget(BLEU(effective_order=True))
        each = lambda: (metric.sentence_score(p, [r]).score for p, r in zip(predictions, references))
        return lambda: sum(each()) / len(pairs)

    def rouge(of):
        scorer = rouge_scorer.RougeScorer([of], use_stemmer=False)
        each = lambda: (scorer.score(r, p)[of].fmeasure for p, r in zip(predictions, references))
        return lambda: sum(each()) / len(pairs)

    found = {
        "bleu": fastest(runs, corpus),
        "bleu:sentence": fastest(runs, sentences),
        "rouge-l": fastest(min(runs, 2), lambda: rouge("rougeL")),
        "rouge-lsum": fastest(min(runs, 2), lambda: rouge("rougeLsum")),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
