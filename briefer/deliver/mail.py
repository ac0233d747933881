"""A letter handed to a mail server (RFC 5321), each recipient answered for."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from briefer.config.settings import MailServer
from briefer.deliver.refusal import Answers, RefusedError, one_line

PORTS = {"starttls": 587, "implicit": 465, "none": 25}
UNANSWERED = "the connection ended before the server answered: it may have arrived"


def send(content: bytes, sender: str, people: Sequence[str], server: MailServer, base: Path) -> Answers:
    """A letter and its recipients → what became of each; the letter goes once, to those that the server takes.

    A recipient that is refused costs the others nothing. Replies of 4xx, cut connections and time-outs are temporary, 5xx are
    not (RFC 5321, 4.2.1). Whoever ends a connection behind the letter's last byte leaves it open whether it was taken.
    """
    answers: dict[str, RefusedError | None] = {}
    try:
        with _connected(server, base) as connection:
            _check_size(connection, content)
            code, said = connection.mail(sender)
            if code != 250:
                raise _refused(code, said, "it does not take mail from the sender")
            for person in people:
                code, said = connection.rcpt(person)
                if code == 421:
                    raise _refused(code, said, "it ends the connection")
                answers[person] = None if code in (250, 251) else _refused(code, said, "refused")
            taken = [person for person in people if answers[person] is None]
            if taken:
                refusal = _data(connection, content)
                answers |= dict.fromkeys(taken, refusal)
    except RefusedError as refusal:
        return {person: answers.get(person) or refusal for person in people}
    except (smtplib.SMTPException, OSError) as problem:
        cut = RefusedError(f"the connection broke: {one_line(problem) or type(problem).__name__}", temporary=True)
        return {person: answers.get(person) or cut for person in people}
    return answers


def trouble(server: MailServer, base: Path) -> str | None:
    """A server → why no session can be opened on it as configured, None where one can. Nothing is sent."""
    try:
        with _connected(server, base):
            return None
    except RefusedError as refusal:
        return refusal.reason
    except (smtplib.SMTPException, OSError) as problem:
        return one_line(problem) or type(problem).__name__


def _data(connection: smtplib.SMTP, content: bytes) -> RefusedError | None:
    try:
        code, said = connection.data(content)
    except smtplib.SMTPDataError as problem:
        return _refused(problem.smtp_code, problem.smtp_error, "it does not take the letter")
    except (smtplib.SMTPException, OSError):
        return RefusedError(UNANSWERED, temporary=True)
    return None if code == 250 else _refused(code, said, "it does not take the letter")


@contextmanager
def _connected(server: MailServer, base: Path) -> Iterator[smtplib.SMTP]:
    """A session, encrypted and logged in as configured; its end is never a fault."""
    try:
        connection = _open(server, base)
    except ssl.SSLCertVerificationError as problem:
        raise RefusedError(f"its certificate is not trusted: {problem.verify_message}", temporary=False) from problem
    except smtplib.SMTPAuthenticationError as problem:
        raise _refused(problem.smtp_code, problem.smtp_error, "the login is refused") from problem
    except smtplib.SMTPNotSupportedError as problem:
        raise RefusedError(f"it cannot do what is asked: {one_line(problem)}", temporary=False) from problem
    except smtplib.SMTPResponseException as problem:
        raise _refused(problem.smtp_code, problem.smtp_error, "it does not let us in") from problem
    except FileNotFoundError as problem:
        raise RefusedError(f"the ca_file {server.ca_file} is not there", temporary=False) from problem
    try:
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()


def _open(server: MailServer, base: Path) -> smtplib.SMTP:
    port = server.port or PORTS[server.tls]
    if server.tls == "implicit":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, port, timeout=server.timeout_seconds, context=_context(server, base)
        )
    else:
        connection = smtplib.SMTP(server.host, port, timeout=server.timeout_seconds)
    try:
        if server.tls == "starttls":
            connection.starttls(context=_context(server, base))
        connection.ehlo_or_helo_if_needed()
        if server.user is not None:
            connection.login(server.user, server.password or "")
    except BaseException:
        connection.close()
        raise
    return connection


def _context(server: MailServer, base: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(base / Path(server.ca_file).expanduser()) if server.ca_file else None)


def _check_size(connection: smtplib.SMTP, content: bytes) -> None:
    """What the server says it takes at most (RFC 1870); 0 and nothing mean that it does not say."""
    told = connection.esmtp_features.get("size", "")
    if told.isascii() and told.isdigit() and 0 < int(told) < len(content):
        reason = f"the mail has {len(content) / 1e6:.1f} MB, and the server takes {int(told) / 1e6:.1f} MB"
        raise RefusedError(reason, temporary=False)


def _refused(code: int, said: bytes | str, what: str) -> RefusedError:
    words = one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)
    return RefusedError(f"{what} ({code} {words})", temporary=not 500 <= code < 600)
