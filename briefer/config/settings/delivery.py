"""Where a finished brief goes: folders, mail, webhooks and object stores."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefer.config.settings.strict import Strict

Tls = Literal["starttls", "implicit", "none"]
Body = Literal["brief", "links"]
FormatName = Literal["html", "pdf", "json", "md", "eml", "docx"]


class MailServer(Strict):
    """The server that takes the mail."""

    host: str
    """Its name; a certificate must be made out to it."""
    port: Annotated[int, Field(gt=0, le=65535)] | None = None
    """Default: 587 for `starttls`, 465 for `implicit`, 25 for `none`."""
    tls: Tls = "starttls"
    """`starttls`: refuses a server that does not offer it; `implicit`: TLS from the first byte; `none`: in the clear."""
    user: str | None = None
    """Whom to log in as; none: no login."""
    password: str | None = None
    """Only as `${NAME}`, read from the environment."""
    sender: str | None = None
    """Whom mail is from, where a target does not say: `desk@example.org`, or `Desk <desk@example.org>`."""
    ca_file: str | None = None
    """A file of certificates (PEM) to trust instead of the system's."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 30
    """How long one answer may take."""


class Smtp(Strict):
    """Mail: text, HTML and the PDF in one message, to several recipients."""

    sender: str | None = None
    """Whom the mail is from; default: the server's `sender`."""
    to: tuple[str, ...] = ()
    """Recipients that everybody sees."""
    cc: tuple[str, ...] = ()
    """Recipients of a copy that everybody sees."""
    bcc: tuple[str, ...] = ()
    """Recipients that nobody else sees."""
    reply_to: str | None = None
    """Where answers go, if not to the sender."""
    subject: str = "{title}, No. {issue}, {day}"
    """May name {title}, {issue}, {day}, {date}, {as_of}, {audience} and {handling}. A handling mark that is not named stands
    before it."""
    server: MailServer | None = None
    """Default: `mail_server` in briefer.yaml."""


class FolderTarget(Strict):
    """Another folder, which gets DATE/AUDIENCE/brief.*; each file is whole there or not at all."""

    path: str
    """Relative to the configuration's folder."""


class Webhook(Strict):
    """An HTTP POST to an address of yours, signed with HMAC-SHA256."""

    url: str
    """An https:// or http:// address. It may be a private one; redirects are not followed."""
    secret: str
    """What the signature is made with; only as `${NAME}`, read from the environment."""
    body: Body = "brief"
    """`brief`: the brief.json; `links`: what was made, and where it lies."""
    link: str | None = None
    """Of `links`: the address of the files' folder. May name {date} and {audience}."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 20
    """How long one step of a request may take."""
    allow_red: bool = False
    """A brief marked TLP:RED is sent only where this says so."""


class Store(Strict):
    """An object store, written through fsspec; keys are DATE/AUDIENCE/brief.* behind the address."""

    url: str
    """Such as s3://bucket/briefs, gs://bucket, abfs://container@account.dfs.core.windows.net or file:///srv/briefs."""
    options: dict[str, str | bool | int | float] = Field(default_factory=dict)
    """What fsspec's file system is opened with, such as `key`, `secret` and `endpoint_url` of S3. Secrets only as `${NAME}`."""
    allow_red: bool = False
    """A brief marked TLP:RED is stored only where this says so."""


class Target(Strict):
    """Where a brief is delivered: exactly one of `folder`, `smtp`, `webhook` and `store`."""

    name: str | None = None
    """What messages and receipts call it; default: its kind. Two targets of one audience need two names."""
    folder: FolderTarget | None = None
    """Another folder."""
    smtp: Smtp | None = None
    """Mail."""
    webhook: Webhook | None = None
    """A web address that is called."""
    store: Store | None = None
    """An object store."""
    formats: tuple[FormatName, ...] = ()
    """Of a folder or store: what it gets; default: all that is made of the brief."""
    attempts: Annotated[int, Field(gt=0)] = 3
    """How often a run tries what fails for the time being; `briefer send` tries again later."""
    wait_seconds: Annotated[float, Field(ge=0)] = 5
    """Before the second attempt; doubled for each further one."""

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        return next(name for name in ("folder", "smtp", "webhook", "store") if getattr(self, name) is not None)

    @property
    def label(self) -> str:
        return self.name or self.kind
