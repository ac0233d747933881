"""Pages in other languages: words by catalogues, dates and numbers by CLDR, sources' words as islands, RTL mirrored."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from briefer import sections
from briefer.errors import RenderError
from briefer.render import checking, filters, render
from briefer.render.labels import LABELS, NOTES, TITLES, messages
from briefer.render.language import ENGLISH, Language, catalogue, conventions, language_of
from briefer.render.language.catalogue import names_in

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
LOCALE = TEMPLATES / "locale"
SHIPPED = ("ar", "fr")
KABUL = ZoneInfo("Asia/Kabul")


@pytest.fixture(scope="module")
def french() -> Language:
    return language_of("fr", [TEMPLATES])


@pytest.fixture(scope="module")
def arabic() -> Language:
    return language_of("ar", [TEMPLATES])


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_catalogues", ROOT / "scripts" / "update_catalogues.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_of_catalogues_holds_the_words_of_now(script: ModuleType) -> None:
    kept = (LOCALE / "briefer.pot").read_bytes()
    assert kept == script.written(script.template()), "run: python scripts/update_catalogues.py"


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_shipped_catalogue_is_up_to_date_and_whole(script: ModuleType, tag: str) -> None:
    content = (LOCALE / f"{tag}.po").read_bytes()
    assert content == script.updated(content, tag), "run: python scripts/update_catalogues.py"
    found = catalogue.read(LOCALE / f"{tag}.po")
    assert [one for one in messages() if (one.context, one.text) not in found.entries] == []
    assert {len(found.entries[one.context, one.text].texts) for one in messages() if one.plural} == {found.forms}


def test_the_shipped_catalogues_name_what_the_english_names() -> None:
    assert catalogue.check(TEMPLATES) == []


def test_titles_and_notes_that_sections_give_can_be_translated() -> None:
    assert set(sections.TITLES.values()) == set(TITLES)
    given = {sections.EMPTY, sections.ABOVE, sections.FIRST, sections.DATED, sections.UNCHANGED}
    assert given == {*NOTES, LABELS["nothing"]}


def test_english_is_written_as_cldr_has_it_with_days_first() -> None:
    from babel import Locale

    months = Locale.parse("en").months["format"]
    assert conventions.ENGLISH.months == tuple(months["wide"][number] for number in range(1, 13))
    assert conventions.ENGLISH.short_months == tuple(months["abbreviated"][number] for number in range(1, 13))


@pytest.mark.parametrize(
    ("tag", "day", "short", "moment"),
    [
        ("en", "1 September 2019", "1 Sep", "1 September 2019, 18:00 Kabul time (UTC+04:30)"),
        ("fr", "1er septembre 2019", "1er sept.", "1er septembre 2019, 18:00 (Kaboul, UTC+04:30)"),
        ("ar", "1 سبتمبر 2019", "1 سبتمبر", "1 سبتمبر 2019، 18:00 بتوقيت كابول (UTC+04:30)"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(tag: str, day: str, short: str, moment: str) -> None:
    language = language_of(tag, [TEMPLATES])
    text = "2019-09-01T18:00:00+04:30"
    said = [filters.day(text, KABUL, language), filters.short_day(text, KABUL, 2019, language)]
    assert [one.replace("\u00a0", " ") for one in (*said, filters.moment(text, KABUL, language))] == [day, short, moment]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1420, "1\u202f420"), (2.5, "2,5"), (3.5e6, "3,5 millions"), (1e6, "1 million"), (2e9, "2 milliards"), (-12, "-12")],
)
def test_a_number_is_written_as_the_language_writes_it(french: Language, value: float, shown: str) -> None:
    assert filters.number(value, french).replace("\u00a0", " ") == shown


def test_units_agree_with_their_numbers(make_brief: ModuleType, french: Language, arabic: Language) -> None:
    def said(number: float, unit: str, language: Language) -> str:
        claim = make_brief.claim("words", 1, number, number, "exact")
        return filters.amount(claim, unit, language).replace("\u00a0", " ")

    assert [said(1, "euro", french), said(16, "euro", french)] == ["1 euro", "16 euros"]
    assert [said(3.5e6, "euro", french), said(3.5e6, "dollar", french)] == ["3,5 millions d’euros", "3,5 millions de dollars"]
    assert said(80, "dollar per barrel", french) == "80 dollars par baril"
    assert [said(n, "day", arabic) for n in (1, 3, 11, 100)] == ["1 يوم", "3 أيام", "11 يومًا", "100 يوم"]
    assert said(12, "percent", french) == "12\u202f%"
    assert said(2, "percentage point", french) == "2 points"


def test_articles_are_counted_in_each_plural_form(arabic: Language) -> None:
    said = [arabic.say("articles", count, outlets="AP") for count in (1, 2, 3, 11, 100)]
    assert said == ["مقال واحد: AP", "مقالان: AP", "3 مقالات: AP", "11 مقالًا: AP", "100 مقال: AP"]


def test_a_phrase_that_nobody_has_or_that_lacks_a_name_is_refused() -> None:
    with pytest.raises(LookupError, match="Did you mean 'articles'"):
        ENGLISH.say("artikles", 3)
    with pytest.raises(LookupError, match="without its 'end'"):
        ENGLISH.say("period", start="x")


@pytest.mark.parametrize("fmt", ["html", "md", "eml", "docx"])
@pytest.mark.parametrize("tag", SHIPPED)
def test_no_english_label_is_left_on_a_page(
    make_brief: ModuleType, tag: str, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import email
    import email.policy
    import io
    import zipfile

    from briefer.render import pdf

    monkeypatch.setattr(pdf, "document", lambda brief, templates: b"%PDF")
    for name in ("brief", "changed", "empty"):
        made = render(replace(getattr(make_brief, name)(), language=tag, title="x"), fmt, TEMPLATES)  # type: ignore[arg-type]
        if fmt == "docx":
            made = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")
        if fmt == "eml":
            parts = email.message_from_bytes(made, policy=email.policy.default).walk()
            made = "".join(part.get_content() for part in parts if part.get_content_maintype() == "text").encode()
        text = re.sub(r"<style.*?</style>", "", made.decode(), flags=re.DOTALL)
        for words in ("Method and gaps", "Who says so", "Covers ", "As of ", "No. ", "single source", "Also carried by",
                      "collected,", "Made with", "Since the last issue", "Cited in", "No significant", "March"):  # fmt: skip
            assert words not in text, (name, words)


def test_a_page_says_its_language_and_marks_its_sources_words(make_brief: ModuleType) -> None:
    plain = make_brief.brief()
    page = {tag: render(replace(plain, language=tag), "html", TEMPLATES).decode() for tag in ("en", "fr", "ar")}
    assert '<html lang="fr">' in page["fr"]
    assert '<html lang="ar" dir="rtl">' in page["ar"]
    assert 'lang="en" dir="ltr">Gunmen attacked' in page["ar"]
    assert 'lang="en">Gunmen attacked' in page["fr"]
    assert page["en"].count("lang=") == 1
    assert "naskh" not in page["en"].lower().split("</style>")[0].split("briefer sans")[0]
    assert page["ar"].count("@font-face") == page["en"].count("@font-face") + 2


def test_a_language_that_nobody_translated_is_shown_in_english_and_says_so(make_brief: ModuleType) -> None:
    page = render(replace(make_brief.brief(), language="tlh"), "html", TEMPLATES).decode()
    assert '<html lang="en">' in page


def test_words_from_right_to_left_are_set_apart_in_plain_text(make_brief: ModuleType) -> None:
    text = render(replace(make_brief.brief(), language="ar"), "md", TEMPLATES).decode()
    assert "\u2068AP\u2069، 14\u00a0مارس" in text
    assert text.count("\u2068") == text.count("\u2069")


def test_word_turns_paragraphs_and_tables(make_brief: ModuleType) -> None:
    import io
    import zipfile

    made = render(replace(make_brief.brief(), language="ar"), "docx", TEMPLATES)
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert "<w:bidi/>" in text and "<w:bidiVisual" in text and "<w:rtl/>" in text
    assert "<w:bidi/>" not in re.findall(r"<w:p>(?:(?!</w:p>).)*Gunmen attacked.*?</w:p>", text)[0]


def test_an_editors_catalogue_goes_before_the_packaged_one(make_brief: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    own = 'msgctxt "method"\nmsgid "Method and gaps"\nmsgstr "Notre méthode"\n'
    (tmp_path / "locale" / "fr.po").write_text(header + own, "utf-8")
    page = render(replace(make_brief.brief(), language="fr"), "html", tmp_path).decode()
    assert "Notre méthode" in page and "Période couverte" in page


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        (
            'msgctxt "issue"\nmsgid "No. {issue}"\nmsgstr "Nr. {isue}"',
            9,
            "{isue}, which is not given here. Did you mean 'issue'?",
        ),
        ('msgctxt "issue"\nmsgid "No. {issue}"\nmsgstr "Nr."', 9, "leaves out {issue}"),
        ('msgctxt "isue"\nmsgid "No. {issue}"\nmsgstr "Nr. {issue}"', 9, "Did you mean 'issue'?"),
        ('msgctxt "issue"\nmsgid "No. {issue}"\nmsgstr "Nr. {issue"', 9, "cannot be filled"),
        ("these are no messages", 8, "no catalogue"),
        ("", 1, "messages are not translated"),
    ],
)
def test_a_fault_of_a_catalogue_has_its_line(tmp_path: Path, entry: str, line: int, message: str) -> None:
    (tmp_path / "locale").mkdir()
    path = tmp_path / "locale" / "de.po"
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: de\\n"\n'
    path.write_text(f'{header}"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n\n{entry}\n', "utf-8")
    with pytest.raises(RenderError) as caught:
        checking.check(tmp_path)
    (found,) = [fault for fault in caught.value.faults if message in str(fault)]
    assert found.where == f"{path.as_posix()}:{line}"


def test_placeholders_are_names_alone() -> None:
    assert names_in("{a} and {b}") == {"a", "b"}
    for text in ("{0}", "{a.b}", "{a!r}", "{a:>9}", "{", "{a[0]}"):
        with pytest.raises(ValueError):
            names_in(text)


def test_all_files_of_languages_are_shipped_with_the_templates() -> None:
    assert {path.name for path in LOCALE.iterdir()} == {"briefer.pot", *(f"{tag}.po" for tag in SHIPPED)}
