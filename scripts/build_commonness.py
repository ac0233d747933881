"""SymSpell's English frequency dictionary → `commonness.txt.gz`: how often a word stands in a million words of English.

    pip download --no-deps symspellpy==6.10.1   # unpacked into FOLDER
    python scripts/build_commonness.py FOLDER

The dictionary is Google Books' counts (CC BY 3.0) of the words that SCOWL lists, so it holds words and hardly a name. Words are
stemmed as stories are compared (`briefer.stories.words`). The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from briefer.stories.words import stem

OUT = Path(__file__).parent.parent / "briefer" / "stories" / "data" / "commonness.txt.gz"
SOURCE = "frequency_dictionary_en_82_765.txt"
RARE = 2.5
"""Times in a million words below which a word is as rare as a name."""
CREDIT = """commonness.txt.gz is made by scripts/build_commonness.py of frequency_dictionary_en_82_765.txt as distributed with
symspellpy 6.10.1. That list is the intersection of Google Books Ngram data (https://books.google.com/ngrams, CC BY 3.0,
https://creativecommons.org/licenses/by/3.0/) with the words of SCOWL. Changes: words were stemmed and their counts summed,
counts became occurrences in a million words, and words rarer than 2.5 in a million were left out.

symspellpy's licence:

"""


def main() -> None:
    folder = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    for line in (folder / "symspellpy" / SOURCE).read_text(encoding="utf-8-sig").splitlines():
        word, count = line.split()
        counts[stem(word)] += int(count)
    million = counts.total() / 1e6
    lines = [f"{word}\t{count / million:.3g}" for word, count in sorted(counts.items()) if count >= RARE * million]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
    terms = next(folder.glob("symspellpy-*.dist-info/licenses/LICENSE")).read_text(encoding="utf-8")
    OUT.with_name("commonness-licence.txt").write_text(CREDIT + terms, encoding="utf-8")
    print(f"{len(lines)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
