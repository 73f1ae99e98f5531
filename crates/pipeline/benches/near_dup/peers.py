"""One row of the benchmark: `peers.py ROW LIST` reads the files that LIST names, a path a line, and prints what it took as JSON.

Reading, tokenising and shingling are in the time, imports are not. Each peer is used the way that its documentation has for
speed, fed document by document so that no more than one document's shingles are held. Documents are shingled as BigCode did
for The Stack: 5-grams of words, [A-Za-z0-9_]+, joined by spaces (bigcode-dataset, near_deduplication); `lexical` has
punctuation as tokens too, like a lexer. A document too short for a shingle is one.
"""

import json
import re
import sys
import time

PERMUTATIONS = 256
THRESHOLD = 0.7

WORDS = re.compile(r"[A-Za-z0-9_]+").findall
LEXICAL = re.compile(r"[A-Za-z0-9_]+|[^\sA-Za-z0-9_]").findall


class Documents:
    """The shingles of each document, and the seconds that making them took."""

    def __init__(self, listing, tokens):
        with open(listing, encoding="utf-8") as lines:
            self.paths = lines.read().splitlines()
        self.tokens = tokens
        self.seconds = 0.0

    def __iter__(self):
        clock = time.perf_counter
        for path in self.paths:
            start = clock()
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            words = self.tokens(text)
            grams = zip(words, words[1:], words[2:], words[3:], words[4:])
            shingles = list(map(" ".join, grams)) or [text]
            self.seconds += clock() - start
            yield shingles


def rensa(documents, rho):
    """Rows of one signature matrix, then one pass over 32 bands of 8 rows. Nothing is verified."""
    from rensa import RMinHash, RMinHashLSH

    def work():
        sign = RMinHash.digest_matrix_from_token_sets_rho if rho else RMinHash.digest_matrix_from_token_sets
        signatures = sign(documents, PERMUTATIONS, 42)
        bands = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
        flags = bands.query_duplicate_flags_matrix_one_shot(signatures)
        return {"sharing_a_band": sum(flags)}

    return work


def datasketch(documents):
    """Each document is looked up and then inserted; bands and rows are the library's choice for the threshold."""
    from datasketch import MinHash, MinHashLSH

    def work():
        bands = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        # The time a shingle takes is what counts here: repeats are worth leaving out.
        encoded = ([shingle.encode() for shingle in set(shingles)] for shingles in documents)
        pairs = sharing = 0
        for number, signature in enumerate(MinHash.generator(encoded, num_perm=PERMUTATIONS)):
            found = bands.query(signature)
            pairs += len(found)
            sharing += bool(found)
            bands.insert(number, signature, check_duplication=False)
        return {"pairs": pairs, "sharing_a_band": sharing}

    return work


def peak_bytes():
    """Not `ru_maxrss`: that begins with the peak of the process that started this one."""
    with open("/proc/self/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))


def main(row, listing):
    documents = Documents(listing, LEXICAL if row == "rensa lexical" else WORDS)
    work = datasketch(documents) if row == "datasketch" else rensa(documents, rho=row == "rensa rho")
    start, cpu = time.perf_counter(), time.process_time()
    facts = work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    facts["seconds_without_tokenising"] = seconds - documents.seconds
    said = f"{facts['sharing_a_band']} share a band with {'an earlier one' if 'pairs' in facts else 'another'}"
    if "pairs" in facts:
        said += f"; {facts['pairs']} pairs"
    said += f"; {seconds - documents.seconds:.2f} s without reading, tokenising and shingling"
    measured = {
        "row": row,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_bytes": peak_bytes(),
        "found": said,
        "facts": facts,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
