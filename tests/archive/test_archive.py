"""What was kept comes back as it was, under the same number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefer.archive import Archive
from briefer.archive.annotations import version_of
from briefer.errors import ArchiveError
from briefer.model.annotation import Annotation
from briefer.model.article import Article, sha256_of
from briefer.model.brief import Brief, Counts, CoveredPeriod, Layout, MadeWith, Reference
from briefer.model.issue import Imprint, Previous
from briefer.model.span import ArticleId

NOW = datetime(2019, 9, 5, tzinfo=UTC)


def article(name: str = "a", text: str = "Rain fell on the pass.", published: str = "2019-09-02") -> Article:
    return Article(ArticleId(name), text, "Rain", "The Pass", None, None, published, None, "en", sha256_of(text))


def annotation(name: str = "a") -> Annotation:
    return Annotation(ArticleId(name), None, None, (), (), (), (), (), None, (), (), (), (), (), None)


def brief(as_of: str, issue: int, title: str = "Desk") -> Brief:
    return Brief(
        1, "desk", title, "en", issue, as_of, "UTC", CoveredPeriod("x", as_of), None, Layout("brief", "A4"),
        Counts(0, 0, 0, 0, 0, 0), (), {}, (), MadeWith("1", "c", "t", "m"),
    )  # fmt: skip


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'deep' / 'archive.sqlite'}"


def test_versions_of_an_article_are_kept_side_by_side(tmp_path: Path) -> None:
    first, second = article(), article(text="Snow fell on the pass.")
    with Archive(url(tmp_path)) as archive:
        archive.keep_articles([first], collected=True, now=NOW)
        archive.keep_articles([first, second], collected=True, now=NOW)

    with Archive(url(tmp_path)) as again:
        assert again.article("a", first.sha256) == first
        assert again.article("a", second.sha256) == second
        assert again.article("a", "0" * 64) is None


def test_an_annotation_serves_only_the_article_and_the_finders_that_it_was_made_by(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        archive.keep_annotation(article(), annotation(), "finders 1")

        assert archive.annotations([article()], "finders 1") == {"a": annotation()}
        assert archive.annotations([article()], "finders 2") == {}
        assert archive.annotations([replace(article(), published="2019-09-03")], "finders 1") == {}
        assert version_of(article()) != version_of(replace(article(), title="Snow"))


def test_articles_come_back_in_the_order_of_publication(tmp_path: Path) -> None:
    late, early, old = (
        article("b", published="2019-09-03"),
        article("z", published="2019-09-02"),
        article("c", published="2019-08-01"),
    )
    with Archive(url(tmp_path)) as archive:
        archive.keep_articles([late, early, old], collected=True, now=NOW)

        assert [found.id for found in archive.articles_between("2019-09-01", "2019-09-03")] == ["z", "b"]
        assert [found.id for found in archive.articles_between("2019-08-01", "2019-09-02")] == ["c", "z"]


def test_articles_of_files_are_no_history_and_do_not_unmake_it(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        archive.keep_articles([article("a")], collected=True, now=NOW)
        archive.keep_articles([article("a"), article("b")], collected=False, now=NOW)

        assert [found.id for found in archive.articles_between("2019-09-01", "2019-09-30")] == ["a"]


def test_of_two_versions_the_one_collected_last_is_the_article_and_both_are_kept(tmp_path: Path) -> None:
    first, second = article(text="Two trucks fell."), article(text="Three trucks fell.")
    with Archive(url(tmp_path)) as archive:
        for version in (first, second, first):
            archive.keep_articles([version], collected=True, now=NOW)
            assert archive.articles_between("2019-09-01", "2019-09-03") == [version]

        wanted = {ArticleId("a"): second.sha256, ArticleId("b"): "0" * 64}
        assert archive.versions(wanted) == [second]


def test_an_issue_keeps_its_number_when_it_is_made_again(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        assert archive.issue_of("desk", "2019-09-02T18:00+00:00") == 1
        deliver(archive, brief("2019-09-02T18:00+00:00", 1))
        assert archive.issue_of("desk", "2019-09-03T18:00+00:00") == 2
        deliver(archive, brief("2019-09-03T18:00+00:00", 2))
        deliver(archive, brief("2019-09-02T18:00+00:00", 1, title="Desk, corrected"))

        assert archive.issue_of("desk", "2019-09-02T18:00+00:00") == 1
        assert archive.issue_of("press", "2019-09-02T18:00+00:00") == 1


def deliver(archive: Archive, one: Brief, *, collected: bool = True) -> None:
    archive.keep_brief(one, delivered_at=NOW, imprint=Imprint(collected, turn=1))


def before(archive: Archive, as_of: str, *, days: int = 14, collected: bool = True) -> Previous | None:
    until = datetime.fromisoformat(as_of)
    return archive.previous("desk", since=until - timedelta(days=days), until=until, collected=collected)


def test_the_issue_before_is_the_last_one_as_of_earlier_never_itself_nor_a_later_one(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        assert before(archive, "2019-09-02T18:00+00:00") is None
        for number, day in enumerate(("02", "03", "04"), 1):
            deliver(archive, brief(f"2019-09-{day}T18:00:00+00:00", number))

        found = before(archive, "2019-09-03T18:00:00+00:00")
        assert found is not None
        assert found.brief.issue == 1
        assert before(archive, "2019-09-02T18:00:00+00:00") is None


def test_as_of_times_are_compared_as_instants(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        deliver(archive, brief("2019-09-03T01:00:00+04:30", 1))

        found = before(archive, "2019-09-02T21:00:00+00:00")
        assert found is not None
        assert before(archive, "2019-09-02T20:30:00+00:00") is None


def test_issues_of_files_of_other_audiences_and_of_long_ago_are_not_before(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        deliver(archive, brief("2019-09-02T18:00:00+00:00", 1), collected=False)
        deliver(archive, brief("2019-08-01T18:00:00+00:00", 2))
        deliver(archive, replace(brief("2019-09-02T18:00:00+00:00", 1), audience="press"))

        assert before(archive, "2019-09-03T18:00:00+00:00") is None
        of_files = before(archive, "2019-09-03T18:00:00+00:00", collected=False)
        assert of_files is not None
        assert of_files.brief.issue == 1


def test_what_issues_named_is_known_in_the_version_that_the_latest_had(tmp_path: Path) -> None:
    def naming(day: str, number: int, **texts: str) -> Brief:
        named = {ArticleId(name): Reference(None, None, None, None, text) for name, text in texts.items()}
        return replace(brief(f"2019-09-{day}T18:00:00+00:00", number), articles=named)

    with Archive(url(tmp_path)) as archive:
        deliver(archive, naming("02", 1, a="old", b="b"))
        deliver(archive, naming("03", 2, a="new", c="c"))

        found = before(archive, "2019-09-04T18:00:00+00:00")
        assert found is not None
        assert found.named == {"a": "new", "b": "b", "c": "c"}
        assert found.brief.issue == 2


@pytest.mark.parametrize("wrong", ["nonsense", "nosuch://db"])
def test_a_wrong_url_is_told_as_such(wrong: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(wrong)


def test_a_file_that_is_no_archive_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_text("this is a shopping list, not a database, and rather a long one at that" * 20)

    with pytest.raises(ArchiveError, match="file is not a database"):
        Archive(f"sqlite:///{path}")
