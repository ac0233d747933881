"""What a machine must have: libraries, fonts, the language model, room on its disk."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator

from briefer.doctor.finding import Finding, Patient, of_faults
from briefer.errors import BrieferError

SUBSETTER = "libharfbuzz-subset.so.0"
LITTLE = 1_000_000_000
"""Free bytes that are doubtful; a tenth of it is ill."""


def libraries(patient: Patient) -> Iterator[Finding]:
    """Python, and the libraries of the PDF: WeasyPrint with Pango behind it, HarfBuzz to subset fonts fast."""
    yield Finding("Python", "well", f"{sys.version.split()[0]} at {sys.executable}")
    from briefer.render import pdf

    try:
        version = pdf.library()
    except OSError as problem:
        fix = "Install Pango: on Debian and Ubuntu `apt-get install libpango-1.0-0 libpangoft2-1.0-0`."
        yield Finding("PDF library", "ill", f"WeasyPrint cannot be loaded: {' '.join(str(problem).split())[:200]}", fix)
        return
    yield Finding("PDF library", "well", f"WeasyPrint {version}")
    try:
        ctypes.CDLL(SUBSETTER)
    except OSError:
        fix = "On Debian and Ubuntu: apt-get install libharfbuzz-subset0."
        yield Finding("font subsetter", "doubtful", "HarfBuzz's subset library is missing: a PDF takes twice as long", fix)
    else:
        yield Finding("font subsetter", "well", "HarfBuzz subsets fonts")


def fonts(patient: Patient) -> Iterator[Finding]:
    """The fonts in templates/fonts/: each opens, and is one static font."""
    from fontTools.ttLib import TTFont, TTLibError

    from briefer.render.environment import font_files

    files = font_files(patient.templates, "ttf")
    for path in files:
        try:
            with path.open("rb") as file, TTFont(file, lazy=True) as font:
                if "fvar" in font:
                    fix = "Instance it at one weight (fonttools varLib.instancer)."
                    yield Finding("fonts", "doubtful", f"{path} is a variable font: a PDF with it is not the same twice", fix)
        except (OSError, TTLibError) as problem:
            yield Finding("fonts", "ill", f"{path} cannot be read: {problem}", "Put the file there again, or take it away.")
    if not files:
        yield Finding("fonts", "ill", f"there is no font for {patient.templates}", "Install briefer anew.")
    else:
        yield Finding("fonts", "well", f"{len(files)} for the PDF: {', '.join(path.stem for path in files)}")


def model(patient: Patient) -> Iterator[Finding]:
    """The language model loads, with all of briefer's finders behind it."""
    from briefer.annotate import models, nlp

    settings = patient.configuration.settings
    try:
        name = models.resolve(settings.model)
        nlp.load(settings.model, patient.configuration.topics)
    except BrieferError as problem:
        yield from of_faults("language model", problem.faults)
        return
    yield Finding("language model", "well", models.label(name))


def disk(patient: Patient) -> Iterator[Finding]:
    """The folder of the briefs can be written, and there is room on its disk."""
    folder = patient.output
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"briefer")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        fix = "Look at its rights and disk, or name another with `output` in briefer.yaml."
        yield Finding("folder of the briefs", "ill", f"{there} cannot be written: {problem.strerror}", fix)
        return
    yield Finding("folder of the briefs", "well", f"{folder} can be written")
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB free at {there}"
    if free < LITTLE:
        fix = "Make room, or let briefer keep less."
        yield Finding("disk", "ill" if free < LITTLE / 10 else "doubtful", said, fix)
    else:
        yield Finding("disk", "well", said)
