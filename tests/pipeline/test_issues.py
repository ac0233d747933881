"""Issues over time: what a run is compared with, and articles that change at their address."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from briefer import config, pipeline
from briefer.config import defaults
from briefer.config.settings import Source
from briefer.model.brief import Brief, ChangeItem

MONDAY = "Gunmen attacked the guard post of the Salang tunnel on Monday and killed at least three soldiers, the governor said."
LATER = "Gunmen attacked the guard post of the Salang tunnel on Monday and killed at least five soldiers, the governor said."
TUESDAY = "Engineers reopened one lane of the Salang tunnel on Tuesday after the attack on its guard post, the governor said."
REST = (
    "The road council of the district will meet on Thursday to hear the engineers, who have asked for two more weeks and for "
    "guards on both sides of the tunnel. Lorries with flour and fuel have been waiting at the northern gate since the attack."
)


def page(folder: Path, name: str, title: str, day: int, *paragraphs: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_text(
        f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2019-09-0{day}T09:00:00+00:00">
<meta property="og:site_name" content="Tunnel Gazette"></head>
<body><main><article><h1>{title}</h1>{text}</article></main></body></html>""",
        "utf-8",
    )


def order(inbox: Path, out: Path, day: int, *, given: bool = False) -> pipeline.Order:
    packaged = config.load(defaults.folder("config"))
    sources = () if given else (Source(name="Inbox", path=str(inbox)),)
    return pipeline.Order(
        configuration=packaged.model_copy(update={"settings": packaged.settings.model_copy(update={"sources": sources})}),
        templates=defaults.folder("templates"),
        output=out,
        now=datetime(2019, 9, 9, tzinfo=UTC),
        paths=(str(inbox),) if given else (),
        audiences=("security-desk",),
        day=date(2019, 9, day),
        formats=("json",),
    )


def made(wanted: pipeline.Order) -> Brief:
    (edition,) = pipeline.run(wanted).editions
    return edition.brief


def changes(brief: Brief) -> list[tuple[str, str]]:
    found = (item for section in brief.sections for item in section.items if isinstance(item, ChangeItem))
    return [(item.change, item.text) for item in found]


def compared(brief: Brief) -> int | None:
    return brief.compared_with.issue if brief.compared_with else None


def test_an_article_that_changed_at_its_address_is_used_as_it_now_reads_and_told_as_revised(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    page(inbox, "post", "Guard post of the Salang tunnel attacked", 2, MONDAY, REST)
    assert changes(made(order(inbox, out, 2))) == []
    page(inbox, "post", "Guard post of the Salang tunnel attacked", 2, LATER, REST)
    page(inbox, "lane", "One lane of the Salang tunnel reopened", 3, TUESDAY, REST.replace("two more weeks", "ten days"))

    brief = made(order(inbox, out, 3))

    assert ("corrected", "Guard post of the Salang tunnel attacked") in changes(brief)
    (revised,) = [i for s in brief.sections for i in s.items if isinstance(i, ChangeItem) and i.change == "corrected"]
    (revision,) = revised.revisions
    assert revision.before is not None and revision.after is not None
    assert ("three soldiers" in revision.before.text, "five soldiers" in revision.after.text) == (True, True)

    page(inbox, "gate", "Northern gate of the Salang tunnel still shut", 4, TUESDAY.replace("Tuesday", "Wednesday"), REST)
    assert "corrected" not in dict(changes(made(order(inbox, out, 4))))


def test_a_version_that_its_source_no_longer_offers_is_still_the_newest(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    for text in (MONDAY, LATER):
        page(inbox, "post", "Guard post of the Salang tunnel attacked", 2, text, REST)
        made(order(inbox, out, 2))
    (inbox / "post.html").unlink()
    page(inbox, "lane", "One lane of the Salang tunnel reopened", 3, TUESDAY, REST.replace("two more weeks", "ten days"))

    brief = made(order(inbox, out, 2))

    shown = " ".join(item.text for section in brief.sections for item in section.items)
    assert ("five soldiers" in shown, "three soldiers" in shown) == (True, False)


def test_a_run_is_compared_with_the_issue_before_it_never_with_itself_or_a_later_one(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    for day, text in ((2, MONDAY), (3, TUESDAY), (4, TUESDAY.replace("Tuesday", "Wednesday"))):
        page(inbox, f"day{day}", f"The Salang tunnel on day {day}", day, text, REST)

    assert [compared(made(order(inbox, out, day))) for day in (2, 3, 4, 3, 2)] == [None, 1, 2, 1, None]


def test_a_dry_run_delivers_nothing_to_compare_with(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    page(inbox, "day2", "The Salang tunnel on day 2", 2, MONDAY, REST)
    page(inbox, "day3", "The Salang tunnel on day 3", 3, TUESDAY, REST)

    made(replace(order(inbox, out, 2), dry_run=True))
    assert compared(made(order(inbox, out, 3))) is None


def test_runs_over_files_and_over_sources_do_not_see_each_others_issues(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    page(inbox, "day2", "The Salang tunnel on day 2", 2, MONDAY, REST)
    page(inbox, "day3", "The Salang tunnel on day 3", 3, TUESDAY, REST)

    made(order(inbox, out, 2))
    assert compared(made(order(inbox, out, 3, given=True))) is None
    assert compared(made(order(inbox, out, 3))) == 1
