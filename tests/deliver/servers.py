"""Servers on this machine that take mail and calls as real ones do, and fail as real ones do."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Postbox:
    """A mail server's handler: what it took, and what it answers instead, first answer first."""

    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    on_data: Callable[[], None] | None = None
    taken: list[tuple[Sequence[str], EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.rcpt.get(address)
        if answer:
            return answer.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data:
            return self.data.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((tuple(envelope.rcpt_tos), mail))
        if self.on_data is not None:
            self.on_data()
        return "250 taken"

    @property
    def people(self) -> list[str]:
        """Everybody who got something, as often as he got it."""
        return [person for people, _ in self.taken for person in people]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Certificate:
    """A server's certificate for 127.0.0.1 and localhost, and the authority that it is trusted by."""

    authority: Path
    context: ssl.SSLContext


def certificate(folder: Path, *names: str) -> Certificate:
    authority = trustme.CA()
    issued = authority.issue_cert(*(names or ("127.0.0.1", "localhost")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return Certificate(path, context)


@contextmanager
def mail_server(box: Postbox, **settings: Any) -> Iterator[int]:
    """A handler → the port of a mail server that it answers for."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **settings)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def login(user: str, password: str) -> Callable[..., AuthResult]:
    """The one user that may log in."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return check


@contextmanager
def cutting_server(stage: str, *, answers: dict[str, bytes] | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A mail server that cuts each connection at a stage: connect, EHLO, MAIL, RCPT, DATA, content (half-way) or reply (behind
    the letter's end). Gives its port, and the letters that it had whole."""
    letters: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    ended = threading.Event()

    def talk(connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            if stage == "connect":
                return
            connection.sendall(b"220 here\r\n")
            for line in lines:
                verb = line.split()[0].upper().decode() if line.split() else ""
                if verb == stage:
                    return
                if verb == "DATA":
                    connection.sendall(b"354 go on\r\n")
                    held = b""
                    for part in lines:
                        if stage == "content" and len(held) > 2000:
                            return
                        if part == b".\r\n":
                            break
                        held += part
                    letters.append(held)
                    if stage == "reply":
                        return
                connection.sendall((answers or {}).get(verb, b"221 bye" if verb == "QUIT" else b"250 ok") + b"\r\n")
                if verb == "QUIT":
                    return

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.settimeout(10)
            try:
                talk(connection)
            except OSError:
                continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], letters
    finally:
        ended.set()
        thread.join()
        listener.close()


@dataclass
class Hook:
    """A webhook's owner: the calls that came, and the answers that it gives, first answer first; 204 when they are used up."""

    answers: list[tuple[int, dict[str, str]] | None] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def web_server(hook: Hook) -> Iterator[str]:
    """A hook → its address. An answer of None ends the connection without one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.calls.append((self.path, {key.lower(): value for key, value in self.headers.items()}, body))
            answer = hook.answers.pop(0) if hook.answers else (204, {})
            if answer is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(answer[0])
            for name, value in answer[1].items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
