"""A brief's files put into an object store, through fsspec."""

from __future__ import annotations

import posixpath
from typing import Any

from briefer.config.settings import Format, Store
from briefer.deliver.folder import NAME
from briefer.deliver.parcel import MEDIA, Parcel
from briefer.deliver.refusal import RefusedError, one_line

EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "abfs": "azure", "abfss": "azure", "az": "azure", "adl": "azure"}
"""Protocols with the extra of this package that brings their library."""
LOCAL = ("file", "local")


def send(parcel: Parcel, target: Store, formats: tuple[Format, ...]) -> None:
    """A parcel → objects under DATE/AUDIENCE/, each read back by its size; what an earlier version had besides is removed.

    Doing it again changes nothing. RefusedError where it cannot be reached, or does not hold afterwards what was written.
    """
    protocol = target.url.partition("://")[0]
    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(target.url, **target.options)
    except ImportError as problem:
        extra = EXTRAS.get(protocol, "store")
        reason = f"{protocol}:// needs a library that is not installed: pip install 'daily-briefer[{extra}]'"
        raise RefusedError(reason, temporary=False) from problem
    except Exception as problem:
        raise RefusedError(f"the store cannot be opened: {_words(problem)}", temporary=False) from problem
    try:
        _put(parcel, system, posixpath.join(root, parcel.place), protocol, parcel.chosen(formats))
    except RefusedError:
        raise
    except (PermissionError, FileNotFoundError, NotImplementedError, TypeError) as problem:
        raise RefusedError(f"the store refuses: {_words(problem)}", temporary=False) from problem
    except Exception as problem:
        raise RefusedError(f"the store cannot be written: {_words(problem)}", temporary=True) from problem


def _put(parcel: Parcel, system: Any, folder: str, protocol: str, formats: tuple[Format, ...]) -> None:
    if protocol in LOCAL:
        system.makedirs(folder, exist_ok=True)
    for name in formats:
        content, path = parcel.content(name), f"{folder}/{NAME}.{name}"
        if protocol in LOCAL:
            waiting = f"{folder}/.{NAME}.{name}.part"
            system.pipe_file(waiting, content)
            system.mv(waiting, path)
        else:
            system.pipe_file(path, content, **_typed(protocol, MEDIA[name]))
        system.invalidate_cache()
        kept = system.info(path)["size"]
        if kept != len(content):
            raise RefusedError(f"{NAME}.{name} has {kept} bytes there, and {len(content)} here", temporary=True)
    wanted = {f"{NAME}.{name}" for name in formats}
    for path in system.ls(folder, detail=False):
        found = posixpath.basename(str(path))
        if found.startswith(f"{NAME}.") and found not in wanted:
            system.rm_file(path)


def _typed(protocol: str, media: str) -> dict[str, Any]:
    """How a file system is told an object's media type; most are not."""
    return {"s3": {"ContentType": media}, "gcs": {"content_type": media}}.get(EXTRAS.get(protocol, ""), {})


def _words(problem: Exception) -> str:
    return one_line(problem) or type(problem).__name__
