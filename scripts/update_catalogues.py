"""The page's words → templates/locale/briefer.pot, and each catalogue there brought up to it: new messages empty, old ones out.

python scripts/update_catalogues.py            after a change of briefer/render/labels.py
python scripts/update_catalogues.py de         begin a new catalogue, templates/locale/de.po
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from briefer.render.labels import messages

LOCALE = Path(__file__).parent.parent / "templates" / "locale"
HEADER = """\
The words that a brief says by itself. To translate them, copy this file to LANGUAGE.po (de.po, pt-BR.po) in your
templates/locale/, give the language and its rule for plurals below, such as
  "Language: de\\n"
  "Plural-Forms: nplurals=2; plural=(n != 1);\\n"
and fill in each msgstr. {names} in braces stay as they are. `briefer check` tells what is missing or wrong.
"""


def template() -> Catalog:
    """All messages, in the order of labels.py, without a date: the same words give the same bytes."""
    found = Catalog(project="daily-briefer", charset="utf-8", fuzzy=False, header_comment=_comment(HEADER))
    for message in messages():
        text = (message.text, message.plural) if message.plural is not None else message.text
        found.add(text, context=message.context, auto_comments=[message.note] if message.note else [])
    return found


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def written(catalogue: Catalog) -> bytes:
    """A catalogue → its file, without the dates and names that Babel adds."""
    kept = io.BytesIO()
    write_po(kept, catalogue, width=120, no_location=True, ignore_obsolete=True)
    lines = kept.getvalue().decode().splitlines(keepends=True)
    left_out = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Report-Msgid',
        '"Generated-By',
        '"Language-Team',
    )
    return "".join(line for line in lines if not line.startswith(left_out)).replace("#, fuzzy\nmsgid", "msgid", 1).encode()


def updated(content: bytes, language: str) -> bytes:
    """A catalogue's file → the same with the messages of now."""
    found = read_po(io.BytesIO(content), locale=language, charset="utf-8")
    fresh = Catalog(locale=language, project="daily-briefer", charset="utf-8", fuzzy=False, header_comment=found.header_comment)
    for message in template():
        if not message.id:
            continue
        known = found.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        fresh.add(message.id, known.string if known else "", context=message.context, auto_comments=message.auto_comments)
    return written(fresh)


def main() -> None:
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / "briefer.pot").write_bytes(written(template()))
    for language in sys.argv[1:]:
        (LOCALE / f"{language}.po").touch()
    for path in sorted(LOCALE.glob("*.po")):
        path.write_bytes(updated(path.read_bytes(), path.stem))
        print(path.name)


if __name__ == "__main__":
    main()
