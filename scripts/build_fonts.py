"""Variable fonts as published → the small static ones in templates/fonts/, so that every machine lays a brief out alike.

    pip install --target FOLDER fontpkg-source-serif-4==4.4 fontpkg-source-sans-3==3.52
    npm pack @fontsource/noto-naskh-arabic@5.3.0    # unpacked into FOLDER/noto-naskh-arabic
    python scripts/build_fonts.py FOLDER

Static, since variable fonts double the time of a PDF and its bytes differ between runs. The families get names of their own:
'Source' is a reserved font name, which the SIL Open Font License does not let a changed font bear, and no font that
happens to be installed can take their place. The PDF takes TrueType (WeasyPrint unpacks WOFF2 in Python); the HTML takes
WOFF2 with Latin letters alone, and the Naskh where its language is written in Arabic letters. The same input gives the same
bytes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parent.parent / "templates" / "fonts"

Ranges = tuple[tuple[int, int], ...]

LATIN: Ranges = (
    (0x20, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x259, 0x259), (0x2B9, 0x2BF), (0x2C6, 0x2DD), (0x300, 0x328),
    (0x2000, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2265),
)  # fmt: skip
EUROPEAN: Ranges = (*LATIN, (0x180, 0x24F), (0x1E00, 0x1EFF), (0x20A0, 0x20CF), (0x370, 0x3FF), (0x400, 0x52F))
ARABIC: Ranges = ((0x20, 0x20), (0xA0, 0xA0), (0x600, 0x6FF), (0x200C, 0x200F), (0xFDF2, 0xFDF2))
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "pnum", "lnum", "onum", "case"]
FEATURES += ["init", "medi", "fina", "rlig"]  # what joins Arabic letters


@dataclass(frozen=True, slots=True)
class Face:
    """A font file to make: from which source, at which place of its axes, under which family and style."""

    file: str
    source: str
    axes: dict[str, float]
    family: str
    style: str


SERIF = "fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf"
SERIF_ITALIC = "fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf"
SANS = "fontpkg_source_sans_3/files/SourceSans3[wght].ttf"
NASKH = "noto-naskh-arabic/package/files/noto-naskh-arabic-arabic-400-normal.woff"
NASKH_SEMIBOLD = "noto-naskh-arabic/package/files/noto-naskh-arabic-arabic-600-normal.woff"

FACES = (
    Face("serif-regular", SERIF, {"opsz": 11, "wght": 400}, "Briefer Serif", "Regular"),
    Face("serif-italic", SERIF_ITALIC, {"opsz": 11, "wght": 400}, "Briefer Serif", "Italic"),
    Face("serif-semibold", SERIF, {"opsz": 13, "wght": 600}, "Briefer Serif", "SemiBold"),
    Face("display-semibold", SERIF, {"opsz": 36, "wght": 620}, "Briefer Display", "SemiBold"),
    Face("sans-regular", SANS, {"wght": 400}, "Briefer Sans", "Regular"),
    Face("sans-semibold", SANS, {"wght": 620}, "Briefer Sans", "SemiBold"),
    Face("naskh-regular", NASKH, {}, "Briefer Naskh", "Regular"),
    Face("naskh-semibold", NASKH_SEMIBOLD, {}, "Briefer Naskh", "SemiBold"),
)


def rename(font: TTFont, face: Face) -> None:
    """Give a font its own names and leave the copyright and the licence as they stand."""
    names: Any = font["name"]
    kept = {name.nameID: name.toUnicode() for name in names.names if name.nameID in (0, 13, 14) and name.platformID == 3}
    names.names = []
    full = f"{face.family} {face.style}"
    given = {1: face.family, 2: face.style, 3: full, 4: full, 6: full.replace(" ", "")}
    for number, text in sorted({**kept, **given}.items()):
        names.setName(text, number, 3, 1, 0x409)


def subset(font: TTFont, ranges: Ranges) -> None:
    """Keep the glyphs of these code points and the features that the style sheets use."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "STAT", "MVAR", "HVAR", "avar"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in ranges for point in range(first, last + 1)])
    subsetter.subset(font)


def build(face: Face, folder: Path) -> None:
    """One face → its TrueType file and its WOFF2 file."""
    for suffix, ranges in ((".ttf", EUROPEAN), (".woff2", LATIN)):
        if face.family == "Briefer Naskh":
            ranges = ARABIC
        font = TTFont(folder / face.source, recalcTimestamp=False)
        font.flavor = None
        if face.axes:
            font = instantiateVariableFont(font, face.axes, inplace=True)
        rename(font, face)
        subset(font, ranges)
        if suffix == ".woff2":
            font.flavor = "woff2"
        font.save(OUT / (face.file + suffix))


def main() -> None:
    folder = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        build(face, folder)
    for name, licence in (
        ("source-serif", folder / "fontpkg_source_serif_4" / "LICENSE"),
        ("source-sans", folder / "fontpkg_source_sans_3" / "LICENSE"),
        ("noto-naskh", folder / "noto-naskh-arabic" / "package" / "LICENSE"),
    ):
        (OUT / f"{name}-licence.txt").write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>8} {path.name}")


if __name__ == "__main__":
    main()
