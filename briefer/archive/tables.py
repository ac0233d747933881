"""The archive's tables. Records are kept as the JSON that the codec writes; columns are what is looked up by.

What changes here wants a step in migrations/versions.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """The base that knows all tables."""


class ArticleRow(Table):
    """A version of an article: the same id with another text is another row.

    `collected` tells whether a configured source gave it: only such articles are history for later runs. `turn` counts up with
    each run that collects: the version with the highest is the newest, and `first_turn` is the run that first collected the
    article, in whatever version. `last_seen` is the moment in UTC when it last came in.
    """

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    published: Mapped[str | None] = mapped_column(String(40), index=True)
    collected: Mapped[bool] = mapped_column(Boolean)
    record: Mapped[str] = mapped_column(Text)
    turn: Mapped[int | None] = mapped_column(Integer, index=True)
    first_turn: Mapped[int | None] = mapped_column(Integer)
    last_seen: Mapped[str | None] = mapped_column(String(20), index=True)


class AnnotationRow(Table):
    """What was found in a version of an article; `made_by` names all that it depends on besides the article."""

    __tablename__ = "annotations"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    article_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_by: Mapped[str] = mapped_column(String(64), primary_key=True)
    record: Mapped[str] = mapped_column(Text)


class BriefRow(Table):
    """A delivered issue of an audience's brief; making it again replaces it under the same number.

    `moment` is its as-of time in UTC, which sorts; `named` maps each article that it names to its text's hash, as JSON;
    `collected` tells whether configured sources gave the articles: issues made of given files are another series. `turn` is
    the run that made it last: what was first collected in a later one, it could not tell.
    """

    __tablename__ = "briefs"
    __table_args__ = (Index("briefs_by_issue", "audience", "issue", unique=True),)

    audience: Mapped[str] = mapped_column(String(200), primary_key=True)
    as_of: Mapped[str] = mapped_column(String(40), primary_key=True)
    issue: Mapped[int] = mapped_column(Integer)
    record: Mapped[str] = mapped_column(Text)
    moment: Mapped[str | None] = mapped_column(String(20), index=True)
    delivered_at: Mapped[str | None] = mapped_column(String(40))
    collected: Mapped[bool | None] = mapped_column(Boolean)
    named: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[int | None] = mapped_column(Integer)


class WindowRow(Table):
    """The one issue of an audience in whose window a collected article is, shown there or not."""

    __tablename__ = "windows"
    __table_args__ = (Index("windows_by_issue", "audience", "as_of"),)

    audience: Mapped[str] = mapped_column(String(200), primary_key=True)
    article: Mapped[str] = mapped_column(Text, primary_key=True)
    as_of: Mapped[str] = mapped_column(String(40))


class FileRow(Table):
    """A file of a delivered issue, by its ending, and the hash of its bytes."""

    __tablename__ = "files"

    audience: Mapped[str] = mapped_column(String(200), primary_key=True)
    as_of: Mapped[str] = mapped_column(String(40), primary_key=True)
    ending: Mapped[str] = mapped_column(String(20), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))


class SourceRow(Table):
    """What is known of a configured source from the runs so far."""

    __tablename__ = "sources"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    record: Mapped[str] = mapped_column(Text)


class DeliveryRow(Table):
    """A recipient's receipt for one version of an issue at one target; `briefer send` goes by those that are not `sent`."""

    __tablename__ = "deliveries"

    audience: Mapped[str] = mapped_column(String(200), primary_key=True)
    as_of: Mapped[str] = mapped_column(String(40), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    target: Mapped[str] = mapped_column(String(200), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(500), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int] = mapped_column(Integer)
    at: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    round: Mapped[int] = mapped_column(Integer)


class DraftRow(Table):
    """A brief that waits for approval, the newest one of its audience and as-of time.

    `base` is the brief as it was made, `record` the same as its editor has left it; `sha256` is that of the draft.json that was
    shown. `collected` and `turn` as in `briefs`; `told` are the articles of its window, as JSON, None of given files. A draft
    that is released is no draft any more.
    """

    __tablename__ = "drafts"

    audience: Mapped[str] = mapped_column(String(200), primary_key=True)
    as_of: Mapped[str] = mapped_column(String(40), primary_key=True)
    moment: Mapped[str] = mapped_column(String(20), index=True)
    base: Mapped[str] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[str] = mapped_column(String(40))
    collected: Mapped[bool] = mapped_column(Boolean)
    turn: Mapped[int] = mapped_column(Integer)
    told: Mapped[str | None] = mapped_column(Text)
