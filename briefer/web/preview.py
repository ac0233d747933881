"""A local page that shows briefs, and follows their YAML, templates and articles as these are saved.

The server listens on the loopback alone, and answers only who asks for it by a loopback name, so that a page of the web that
points its own name here reads nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from briefer.config.settings import Format
from briefer.errors import BrieferError, Fault
from briefer.model.brief import Brief
from briefer.render import render
from briefer.web.watch import state

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
NAMES = frozenset({"127.0.0.1", "localhost"})
PATIENCE, PAUSE = 25.0, 0.3
"""Seconds that a page's question "anything new?" stays open, and between two looks at the files."""
KINDS: Mapping[str, tuple[Format, str]] = {
    "": ("html", "text/html; charset=utf-8"),
    "brief.pdf": ("pdf", "application/pdf"),
    "brief.json": ("json", "application/json"),
    "brief.md": ("md", "text/plain; charset=utf-8"),
    "brief.eml": ("eml", "message/rfc822"),
    "brief.docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_FORMATS = {"md": "Markdown", "eml": "mail", "docx": "Word"}
AROUND = 3
"""Lines of a faulty file shown before and behind the one that is named."""

_FOLLOW = """<script>
(async () => {
  const seen = "%s", place = "briefer " + location.pathname;
  scrollTo(0, Number(sessionStorage.getItem(place) || 0));
  for (;;) {
    try {
      const answer = await fetch("/changed?seen=" + seen);
      if (answer.ok && (await answer.text()) !== seen) {
        sessionStorage.setItem(place, scrollY);
        return location.reload();
      }
    } catch { await new Promise(wake => setTimeout(wake, 1000)); }
  }
})();
</script>
"""
_BAR = (
    '<nav aria-label="Formats" style="position: fixed; inset: auto 0 0 auto; padding: .3rem .8rem; background: Canvas;'
    ' color: CanvasText; border: 1px solid; font: .875rem system-ui, sans-serif" lang="en" dir="ltr">%s</nav>\n'
)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%s</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
li { margin-bottom: 1rem } mark { font-weight: bold }
pre { overflow-x: auto; padding: .5rem 1rem; border-left: .25rem solid }</style>
</head><body><main><h1>%s</h1>%s</main></body></html>
"""


@dataclass
class Preview:
    """`make` gives the briefs of the `watched` files as they are, and raises BrieferError where one of them is wrong."""

    make: Callable[[], Sequence[Brief]]
    templates: Path
    watched: Sequence[Path]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _seen: str = ""
    _briefs: Mapping[str, Brief] = field(default_factory=dict)
    _faults: tuple[Fault, ...] = ()

    def now(self) -> str:
        """The state of everything that a page shows."""
        return state([*self.watched, self.templates])

    def changed(self, seen: str) -> str:
        """Wait until the state is another than the one seen, at most PATIENCE seconds → the state."""
        end = time.monotonic() + PATIENCE
        while (found := self.now()) == seen and time.monotonic() < end:
            time.sleep(PAUSE)
        return found

    def briefs(self) -> Mapping[str, Brief]:
        """The briefs by audience, made anew where a watched file changed. BrieferError where one of them is wrong."""
        with self._lock:
            if (now := state(self.watched)) != self._seen:
                try:
                    self._briefs, self._faults = {brief.audience: brief for brief in self.make()}, ()
                except BrieferError as problem:
                    self._faults = problem.faults
                self._seen = now
            if self._faults:
                raise BrieferError(*self._faults)
            return self._briefs

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """A request's path → status, content type and body. A fault of a file becomes a page that shows it in place."""
        seen = self.now()
        try:
            return self._answer(path, seen)
        except BrieferError as problem:
            return 500, KINDS[""][1], _followed(faults_page(problem.faults), seen).encode()

    def _answer(self, path: str, seen: str) -> tuple[int, str, bytes]:
        briefs = self.briefs()
        audience, _, name = path.strip("/").partition("/")
        if not audience and len(briefs) == 1:
            audience = next(iter(briefs))
        if not audience:
            return 200, KINDS[""][1], _followed(_index(briefs), seen).encode()
        if audience not in briefs or name not in KINDS:
            return 404, KINDS[""][1], _followed(_index(briefs), seen).encode()
        fmt, kind = KINDS[name]
        made = render(briefs[audience], fmt, self.templates)
        if fmt == "html":
            made = _followed(made.decode().replace("</body>", _BAR % _others(audience) + "</body>", 1), seen).encode()
        return 200, kind, made


def faults_page(faults: Sequence[Fault]) -> str:
    """Faults → a page that names each with its place, the lines around it and what to do."""
    shown = "".join(
        f"<li><p><strong>{escape(fault.where or '')}</strong></p><p>{escape(fault.problem)}</p>{_excerpt(fault.where)}"
        + (f"<p>{escape(fault.fix)}</p>" if fault.fix else "")
        + "</li>"
        for fault in faults
    )
    return _page("This needs mending", f"<ol>{shown}</ol><p>Save the file, and this page follows.</p>")


def _excerpt(where: str | None) -> str:
    """`file:line` → the lines around it, with their numbers; nothing where there is no such file."""
    path, _, line = (where or "").rpartition(":")
    try:
        number = int(line)
        lines = Path(path).read_text("utf-8", "replace").splitlines()
    except (ValueError, OSError):
        return ""
    first = max(0, number - 1 - AROUND)
    shown = [
        f"<mark>{escape(text)}</mark>" if at == number else escape(text)
        for at, text in ((i, f"{i:>4}  {content}") for i, content in enumerate(lines[first : number + AROUND], first + 1))
    ]
    return f"<pre>{chr(10).join(shown)}</pre>"


def _index(briefs: Mapping[str, Brief]) -> str:
    links = "".join(
        f'<li><a href="/{escape(name)}/">{escape(brief.title)}</a> ({escape(name)}): {_others(name)}</li>'
        for name, brief in briefs.items()
    )
    nothing = "<p>No article falls into the period: there is nothing to report.</p>"
    return _page("Preview", f"<ul>{links}</ul>" if links else nothing)


def _others(name: str) -> str:
    """An audience → links to its brief in the other formats."""
    shown = {file: file.rpartition(".")[2] for file in KINDS if file}
    return ", ".join(f'<a href="/{escape(name)}/{file}">{_FORMATS.get(kind, kind.upper())}</a>' for file, kind in shown.items())


def _page(title: str, body: str) -> str:
    return _PAGE % (title, title, body)


def _followed(page: str, seen: str) -> str:
    """A page with the script that loads it again when something changed: in the preview alone, never in what is delivered."""
    return page.replace("</body>", _FOLLOW % seen + "</body>", 1)


def serve(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A preview → its server on the loopback, ready for `serve_forever`; port 0 takes a free one. OSError where it is taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if (self.headers.get("Host") or "").rpartition(":")[0] not in NAMES:
                self._send(403, "text/plain; charset=utf-8", b"Only for this machine.")
                return
            asked = urlsplit(self.path)
            if asked.path == "/changed":
                seen = parse_qs(asked.query).get("seen", [""])[0]
                self._send(200, "text/plain; charset=utf-8", preview.changed(seen).encode())
            else:
                self._send(*preview.answer(asked.path))

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            log.debug(format, *args)

    server = ThreadingHTTPServer((HOST, port), Handler)
    server.daemon_threads = True
    return server
