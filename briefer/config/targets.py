"""What must hold of deliveries and handling marks: one kind a target, addresses that can be, no secret written into a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.headerregistry import Address
from urllib.parse import urlsplit

from briefer.config.names import did_you_mean, nearest
from briefer.config.nodes import Complaint, Node, Place
from briefer.model.handling import RED, TLP, normal

KINDS = ("folder", "smtp", "webhook", "store")
SUBJECT = ("title", "issue", "day", "date", "as_of", "audience", "handling")
"""What a subject may name in braces."""
LINK = ("date", "audience")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_ADDRESS = re.compile(
    r"""(?:(?P<name>[^<>]*)(?P<open><))?(?P<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+)@(?P<host>[^\s<>,;:"()\[\]\\@]+)(?(open)>)"""
)
_VARIABLE = re.compile(r"\$\{[A-Za-z_]\w*\}", re.ASCII)
_SECRET = re.compile(
    r"(?:.*[_-])?(?:secret|password|token|key|sas|connection[_-]string|credential)s?(?:[_-].*)?", re.IGNORECASE
)


def check_deliveries(settings: Node | None, audiences: Mapping[str, Node]) -> Iterator[Complaint]:
    """briefer.yaml and the audiences with what they inherit → all that is wrong with their targets and marks."""
    shared = settings["deliver"] if settings is not None else None
    if settings is not None:
        for index, source in enumerate(settings["sources"], 1):
            yield from _mark(source["handling"], f"sources.{index}.handling", only_tlp=True)
        yield from _targets(settings["deliver"])
        yield from _server(settings["mail_server"], "mail_server")
    for audience in audiences.values():
        yield from _mark(audience["handling"], "handling", only_tlp=False)
        yield from _targets(audience["deliver"])
        own = audience["deliver"].value is not None
        listed = audience["deliver"] if own else shared
        for index, target in enumerate(listed or (), 1):
            where = f"deliver.{index}"
            yield from _fitting(target, where, audience, settings)


def _mark(mark: Node, name: str, *, only_tlp: bool) -> Iterator[Complaint]:
    """A source's mark is one of TLP 2.0, since it is compared; an audience's may be the house's own, but no unknown TLP."""
    if mark.text is None or mark.text in TLP:
        return
    if "".join(mark.text.split()).upper() in ("TLP:WHITE", "WHITE"):
        yield Complaint(mark.place, f"{name} '{mark.written}' is TLP 1.0.", "TLP 2.0 calls it TLP:CLEAR.")
    elif known := normal(mark.text):
        yield Complaint(mark.place, f"{name} '{mark.written}' is not as TLP 2.0 writes it.", f"Write {known}.")
    elif only_tlp or mark.text.strip().upper().startswith("TLP"):
        close = nearest(mark.text, TLP)
        yield Complaint(
            mark.place,
            f"{name} '{mark.written}' is not a mark of TLP 2.0.",
            f"Did you mean '{close}'?" if close else f"Known: {', '.join(TLP)}.",
        )


def _targets(targets: Node) -> Iterator[Complaint]:
    names: dict[str, tuple[int, Place]] = {}
    for index, target in enumerate(targets, 1):
        where = f"deliver.{index}"
        given = [kind for kind in KINDS if target[kind].value is not None]
        if isinstance(target.value, dict) and len(given) != 1:
            has = f"both {given[0]} and {given[1]}" if given else "none of folder, smtp, webhook and store"
            yield Complaint(target.place, f"{where} has {has}.", "Give exactly one of the four.")
            continue
        label = target["name"].text or "".join(given)
        first, place = names.setdefault(label, (index, target.place))
        if first != index:
            problem = f"{where} has the same name '{label}' as deliver.{first} on line {place.line}."
            yield Complaint(target.place, problem, "Give one of them a 'name' of its own.")
        yield from _smtp(target["smtp"], f"{where}.smtp")
        yield from _webhook(target["webhook"], f"{where}.webhook")
        yield from _store(target["store"], f"{where}.store")


def _smtp(smtp: Node, where: str) -> Iterator[Complaint]:
    if not isinstance(smtp.value, dict):
        return
    yield from _server(smtp["server"], f"{where}.server")
    if not any([*smtp["to"], *smtp["cc"], *smtp["bcc"]]):
        yield Complaint(smtp.place, f"{where} has no recipient.", "List some under 'to', 'cc' or 'bcc'.")
    for key in ("to", "cc", "bcc"):
        for index, one in enumerate(smtp[key], 1):
            yield from _address(one, f"{where}.{key}.{index}")
    for key in ("sender", "reply_to"):
        yield from _address(smtp[key], f"{where}.{key}")
    yield from _braces(smtp["subject"], f"{where}.subject", SUBJECT)


def _server(server: Node, where: str) -> Iterator[Complaint]:
    yield from _secret(server["password"], f"{where}.password")
    yield from _address(server["sender"], f"{where}.sender")
    user, password = server["user"], server["password"]
    if (user.value is None) != (password.value is None):
        given, lacking = ("user", "password") if password.value is None else ("password", "user")
        yield Complaint(server[given].place, f"{where} has a {given} and no {lacking}.", f"Add '{lacking}:'.")
    host = server["host"].text or ""
    if server["tls"].text == "none" and password.value is not None and host not in ("localhost", "127.0.0.1", "::1"):
        fix = "Use 'tls: starttls', or log in at localhost only."
        yield Complaint(server["tls"].place, f"{where} would send its password in the clear.", fix)


def _webhook(webhook: Node, where: str) -> Iterator[Complaint]:
    url = webhook["url"]
    if url.text is not None and not _is_web_address(url.text):
        yield Complaint(url.place, f"{where}.url is not a web address.", "It begins with https:// or http://.")
    yield from _secret(webhook["secret"], f"{where}.secret")
    yield from _braces(webhook["link"], f"{where}.link", LINK)
    if webhook["body"].text == "links" and webhook["link"].value is None:
        yield Complaint(webhook["body"].place, f"{where} has no link to send.", "Add 'link:', the files' address.")


def _store(store: Node, where: str) -> Iterator[Complaint]:
    url, options = store["url"], store["options"]
    if url.text is not None and not re.match(r"[a-z][a-z0-9+.-]*://", url.text):
        yield Complaint(url.place, f"{where}.url '{url.written}' is not an address.", "It begins with s3://, gs://, file:// …")
    for name, value in options.value.items() if isinstance(options.value, dict) else ():
        if _SECRET.fullmatch(name):
            yield from _secret(value, f"{where}.options.{name}")


def _fitting(target: Node, where: str, audience: Node, settings: Node | None) -> Iterator[Complaint]:
    """What a target must be for the audience that it serves."""
    smtp = target["smtp"]
    server = smtp["server"] if smtp["server"].value is not None else settings["mail_server"] if settings is not None else None
    if isinstance(smtp.value, dict):
        if server is None or server.value is None:
            yield Complaint(
                smtp.place, f"{where}.smtp has no server.", "Add 'mail_server:' to briefer.yaml, or 'server:' here."
            )
        elif smtp["sender"].value is None and server["sender"].value is None:
            yield Complaint(smtp.place, f"{where}.smtp has no sender.", "Add 'sender:' here or to the mail server.")
    for kind in ("webhook", "store"):
        node = target[kind]
        if isinstance(node.value, dict) and normal(audience["handling"].text) == RED and node["allow_red"].value is not True:
            problem = f"{where}.{kind} would take a brief marked TLP:RED out of the hands of its recipients."
            yield Complaint(node.place, problem, "Remove it, or say 'allow_red: true' there.")


def _address(node: Node, name: str) -> Iterator[Complaint]:
    if node.text is not None and not is_address(node.text):
        yield Complaint(node.place, f"{name} '{node.written}' is not a mail address.", "Write desk@example.org.")


def is_address(text: str) -> bool:
    """Is a text one mail address, with or without a name before it?"""
    return address_of(text) is not None


def address_of(text: str) -> tuple[str, str] | None:
    """`Desk <desk@bücher.example>` → its name, and the address as mail has it, `desk@xn--bcher-kva.example`; None for others.

    What RFC 5322 allows besides (comments, quoted local parts, routes) is not read: nobody writes it, and parsers differ on it.
    Letters beyond ASCII before the @ are not either: few servers take them.
    """
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        return None
    try:
        host = found["host"].encode("idna").decode()
        Address(addr_spec=f"{found['local']}@{host}")
    except (ValueError, IndexError, MessageError):
        return None
    return (found["name"] or "").strip().strip('"'), f"{found['local']}@{host}"


def _braces(node: Node, name: str, valid: tuple[str, ...]) -> Iterator[Complaint]:
    for found in _BRACES.finditer(node.text or ""):
        if found[1] not in valid:
            fix = did_you_mean(found[1], valid) if found[1] else f"Known: {', '.join(f'{{{one}}}' for one in valid)}."
            yield Complaint(node.place, f"{name} names '{found[0]}', which is not known.", fix or "")


def _secret(node: Node, name: str) -> Iterator[Complaint]:
    if node.text is not None and not _VARIABLE.fullmatch(node.written):
        yield Complaint(node.place, f"{name} stands in the file.", "Write ${NAME}, and set NAME in the environment.")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    fits = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return fits and not any(letter.isspace() or ord(letter) < 32 for letter in text)
