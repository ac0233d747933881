"""Archives as earlier versions made them: the statements that their table definitions gave, and rows as they wrote them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

ANNOTATIONS = """CREATE TABLE annotations (
    id TEXT NOT NULL, article_sha256 VARCHAR(64) NOT NULL, made_by VARCHAR(64) NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (id, article_sha256, made_by))"""
PUBLISHED = "CREATE INDEX ix_articles_published ON articles (published)"
ISSUES = "CREATE UNIQUE INDEX briefs_by_issue ON briefs (audience, issue)"
FIRST_ARTICLES = """CREATE TABLE articles (
    id TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, published VARCHAR(40), record TEXT NOT NULL, PRIMARY KEY (id, sha256))"""
FIRST_BRIEFS = """CREATE TABLE briefs (
    audience VARCHAR(200) NOT NULL, as_of VARCHAR(40) NOT NULL, issue INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (audience, as_of))"""
FIRST = (FIRST_ARTICLES, PUBLISHED, ANNOTATIONS, FIRST_BRIEFS, ISSUES)
SECOND = (
    """CREATE TABLE articles (
    id TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, published VARCHAR(40), collected BOOLEAN NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (id, sha256))""",
    *FIRST[1:],
)
THIRD = (
    """CREATE TABLE articles (
    id TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, published VARCHAR(40), collected BOOLEAN NOT NULL, record TEXT NOT NULL,
    turn INTEGER, PRIMARY KEY (id, sha256))""",
    PUBLISHED,
    "CREATE INDEX ix_articles_turn ON articles (turn)",
    ANNOTATIONS,
    """CREATE TABLE briefs (
    audience VARCHAR(200) NOT NULL, as_of VARCHAR(40) NOT NULL, issue INTEGER NOT NULL, record TEXT NOT NULL,
    moment VARCHAR(20), delivered_at VARCHAR(40), collected BOOLEAN, named TEXT, PRIMARY KEY (audience, as_of))""",
    "CREATE INDEX ix_briefs_moment ON briefs (moment)",
    ISSUES,
)
FIRST_OPENED_BY_THIRD = (
    *FIRST,
    *(
        f"ALTER TABLE {table} ADD COLUMN {column}"
        for table, column in (
            ("articles", "collected BOOLEAN"),
            ("articles", "turn INTEGER"),
            ("briefs", "moment VARCHAR(20)"),
            ("briefs", "delivered_at VARCHAR(40)"),
            ("briefs", "collected BOOLEAN"),
            ("briefs", "named TEXT"),
        )
    ),
)
"""What came of a first archive before there were migrations: columns without their indexes, empty in the rows of before."""
VERSIONS = {"first": FIRST, "second": SECOND, "third": THIRD, "first, opened by the third": FIRST_OPENED_BY_THIRD}

ARTICLE = {
    "id": "a", "text": "Rain fell on the pass.", "title": "Rain", "outlet": "The Pass", "byline": None, "url": None,
    "published": "2019-09-02", "dateline": None, "language": "en",
    "sha256": "ce5fa1a4cd7f2c97e7ba33d40ca6f1ce7f6c81cd9f2d0eab8a41d7ee4b2f5df8",
}  # fmt: skip
AS_OF = "2019-09-02T18:00:00+04:30"
BRIEF = {"audience": "desk", "as_of": AS_OF, "issue": 7, "articles": {"a": {"sha256": ARTICLE["sha256"]}}}


def make(path: Path, version: str) -> None:
    """A path and a version's name → an archive of that version with an article, an annotation and a brief."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in VERSIONS[version]:
            connection.execute(statement)
        article = {"id": "a", "sha256": ARTICLE["sha256"], "published": "2019-09-02", "record": json.dumps(ARTICLE)}
        brief = {"audience": "desk", "as_of": AS_OF, "issue": 7, "record": json.dumps(BRIEF)}
        if version in ("second", "third"):
            article["collected"] = "1"
        if version == "third":
            named = json.dumps({"a": ARTICLE["sha256"]})
            article["turn"] = "3"
            brief |= {"moment": "2019-09-02T13:30:00Z", "delivered_at": AS_OF, "collected": "1", "named": named}
        annotation = {"id": "a", "article_sha256": "v", "made_by": "finders", "record": "{}"}
        for table, row in (("articles", article), ("annotations", annotation), ("briefs", brief)):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    connection.close()
