"""Articles, annotations and briefs, kept: the only user of SQLAlchemy."""

from briefer.archive.archive import Archive

__all__ = ["Archive"]
