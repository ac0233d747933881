"""A day's news articles become a brief that a reader can trust: every sentence, quotation and figure stands in a source."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("daily-briefer")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"
