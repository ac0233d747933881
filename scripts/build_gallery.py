"""The sample briefs' first pages become the pictures of docs/gallery/: `make gallery`.

Each audience's brief of the last sample day, at a size that reads on a screen, in few colours so that a picture weighs little.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image

from briefer import config, pipeline
from briefer.config import defaults

REPOSITORY = Path(__file__).parents[1]
GALLERY = REPOSITORY / "docs" / "gallery"
WIDTH = 1000
"""Pixels."""
COLOURS = 64


def main() -> None:
    """Make the briefs of the samples, and a picture of each one's first page."""
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        order = pipeline.Order(
            configuration=config.load(REPOSITORY / "config"),
            templates=defaults.folder("templates"),
            output=Path(scratch),
            now=datetime(2019, 9, 4, 18, tzinfo=UTC),
            paths=(str(REPOSITORY / "examples"),),
            formats=("pdf",),
        )
        for edition in pipeline.run(order).editions:
            (pdf,) = (path for path in edition.files if path.suffix == ".pdf")
            picture = GALLERY / f"{edition.brief.audience}.png"
            first_page(pdf).save(picture, optimize=True)
            print(picture.relative_to(REPOSITORY), f"{picture.stat().st_size // 1000} kB")


def first_page(pdf: Path) -> Image.Image:
    """A PDF → its first page, `WIDTH` pixels wide, in a palette of `COLOURS`."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil()
    page.close()
    document.close()
    return picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
