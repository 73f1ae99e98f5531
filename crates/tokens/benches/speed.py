"""Trains and encodes with Python's tokenizers what the benchmark beside it does: TEXTS.json PATTERN VOCABULARY."""

import json
import sys
import time

import tokenizers
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

texts = json.load(open(sys.argv[1], encoding="utf-8"))
pattern, size = sys.argv[2], int(sys.argv[3])
split = pre_tokenizers.Split(Regex(pattern), "isolated")


def timed(what, work):
    begin = time.perf_counter()
    result = work()
    print(json.dumps({"what": what, "seconds": time.perf_counter() - begin}), flush=True)
    return result


print(json.dumps({"what": f"tokenizers {tokenizers.__version__}", "seconds": 0}), flush=True)
bpe = Tokenizer(models.BPE())
bpe.pre_tokenizer = pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
bpe.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=size,
    min_frequency=2,
    show_progress=False,
    max_token_length=16,
    special_tokens=["<|endoftext|>", "<|pad|>", "<|python|>"],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
)
timed("train bpe", lambda: bpe.train_from_iterator(texts, trainer))
encoded = timed("encode bpe", lambda: bpe.encode_batch_fast(texts, add_special_tokens=False))
print(json.dumps({"what": "tokens bpe", "seconds": sum(len(one.ids) for one in encoded)}), flush=True)
unigram = Tokenizer(models.Unigram())
unigram.pre_tokenizer = split
trainer = trainers.UnigramTrainer(vocab_size=size - 259, show_progress=False, unk_token="<|unk|>", special_tokens=["<|unk|>"])
timed("train unigram", lambda: unigram.train_from_iterator(texts, trainer))
encoded = timed("encode unigram", lambda: unigram.encode_batch_fast(texts, add_special_tokens=False))
print(json.dumps({"what": "tokens unigram", "seconds": sum(len(one.ids) for one in encoded)}), flush=True)
