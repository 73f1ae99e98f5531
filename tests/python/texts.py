"""Compares what `trommel metrics` says of pairs with sacrebleu and rouge-score: the pairs, a row each, the corpus."""

import json
import sys

from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU

# The name at ours, and the arguments of sacrebleu's class.
BLEUS = {
    "bleu": {},
    "bleu:intl": {"tokenize": "intl"},
    "bleu:none": {"tokenize": "none"},
    "bleu:char": {"tokenize": "char"},
    "bleu:lc:floor": {"lowercase": True, "smooth_method": "floor"},
    "bleu:add-k": {"smooth_method": "add-k"},
}
ROUGES = {"rouge-l": "rougeL", "rouge-lsum": "rougeLsum"}
NEAR = 1e-6


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file.read().split("\n") if line.strip()]


def check(name, found, wanted, pair):
    assert abs(found - wanted) <= NEAR, f"{name}: {found}, expected {wanted}: {pair!r}"
    return abs(found - wanted)


def main(pairs, each, found):
    pairs, each = lines(pairs), lines(each)
    with open(found) as file:
        found = json.load(file)
    assert len(pairs) == len(each) >= 1000, f"{len(pairs)} pairs, {len(each)} rows"
    predictions = [pair["prediction"] for pair in pairs]
    most = max(len(pair["references"]) for pair in pairs)
    columns = [[(pair["references"] + [None] * most)[at] for pair in pairs] for at in range(most)]
    for name, arguments in BLEUS.items():
        sentence = BLEU(effective_order=True, **arguments)
        worst = 0.0
        for pair, row in zip(pairs, each):
            wanted = sentence.sentence_score(pair["prediction"], pair["references"]).score
            worst = max(worst, check(name, row[name], wanted, pair))
        corpus = BLEU(**arguments)
        wanted = corpus.corpus_score(predictions, columns)
        worst = max(worst, check(name, found[name]["value"], wanted.score, "the corpus"))
        if name == "bleu":
            assert [found[name]["parts"][p] for p in ("sys_len", "ref_len")] == [wanted.sys_len, wanted.ref_len]
        signature = str(corpus.get_signature())
        assert found[name]["signature"] == signature, f"{found[name]['signature']}, expected {signature}"
        distinct = len({round(row[name], 6) for row in each})
        assert distinct > 100, f"{name}: only {distinct} distinct values: this compares nothing"
        print(f"{name}: {len(each)} pairs and the corpus ({wanted.score:.4f}) agree to {worst:.1e}")
    effective = BLEU(effective_order=True).corpus_score(predictions, columns).score
    check("bleu:eff", found["bleu:eff"]["value"], effective, "the corpus")
    for name, of in ROUGES.items():
        scorer = rouge_scorer.RougeScorer([of], use_stemmer=False)
        worst = total = 0.0
        for pair, row in zip(pairs, each):
            scores = [scorer.score(reference, pair["prediction"])[of].fmeasure for reference in pair["references"]]
            worst = max(worst, check(name, row[name], max(scores), pair))
            total += max(scores)
        worst = max(worst, check(name, found[name]["value"], total / len(pairs), "the mean"))
        print(f"{name}: {len(each)} pairs and their mean ({total / len(pairs):.4f}) agree to {worst:.1e}")


if __name__ == "__main__":
    main(*sys.argv[1:])
