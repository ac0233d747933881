"""What was kept comes back as it was, under the same number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.archive import Archive
from briefer.archive.archive import version_of
from briefer.errors import ArchiveError
from briefer.model.annotation import Annotation
from briefer.model.article import Article, sha256_of
from briefer.model.brief import Brief, Counts, CoveredPeriod, Layout, MadeWith
from briefer.model.span import ArticleId


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
        archive.keep_articles([first], collected=True)
        archive.keep_articles([first, second], collected=True)

    with Archive(url(tmp_path)) as again:
        assert again.article("a", first.sha256) == first
        assert again.article("a", second.sha256) == second
        assert again.article("a", "0" * 64) is None


def test_an_annotation_serves_only_the_article_and_the_finders_that_it_was_made_by(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        archive.keep_annotation(article(), annotation(), "finders 1")

        assert archive.annotation(article(), "finders 1") == annotation()
        assert archive.annotation(article(), "finders 2") is None
        assert archive.annotation(replace(article(), published="2019-09-03"), "finders 1") is None
        assert version_of(article()) != version_of(replace(article(), title="Snow"))


def test_articles_come_back_in_the_order_of_publication(tmp_path: Path) -> None:
    late, early, old = (
        article("b", published="2019-09-03"),
        article("z", published="2019-09-02"),
        article("c", published="2019-08-01"),
    )
    with Archive(url(tmp_path)) as archive:
        archive.keep_articles([late, early, old], collected=True)

        assert [found.id for found in archive.articles_since("2019-09-01")] == ["z", "b"]


def test_articles_of_files_are_no_history_and_do_not_unmake_it(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        archive.keep_articles([article("a")], collected=True)
        archive.keep_articles([article("a"), article("b")], collected=False)

        assert [found.id for found in archive.articles_since("2019-09-01")] == ["a"]


def test_an_issue_keeps_its_number_when_it_is_made_again(tmp_path: Path) -> None:
    with Archive(url(tmp_path)) as archive:
        assert archive.issue_of("desk", "2019-09-02T18:00") == 1
        archive.keep_brief(brief("2019-09-02T18:00", 1))
        assert archive.issue_of("desk", "2019-09-03T18:00") == 2
        archive.keep_brief(brief("2019-09-03T18:00", 2))
        archive.keep_brief(brief("2019-09-02T18:00", 1, title="Desk, corrected"))

        assert archive.issue_of("desk", "2019-09-02T18:00") == 1
        assert archive.issue_of("press", "2019-09-02T18:00") == 1


@pytest.mark.parametrize("wrong", ["nonsense", "nosuch://db"])
def test_a_wrong_url_is_told_as_such(wrong: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(wrong)


def test_a_file_that_is_no_archive_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_text("this is a shopping list, not a database, and rather a long one at that" * 20)

    with pytest.raises(ArchiveError, match="file is not a database"):
        Archive(f"sqlite:///{path}")
