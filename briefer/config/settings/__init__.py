"""Every key that the YAML files may hold, typed, with its meaning beneath it. `docs/configuration.md` is checked by it."""

from briefer.config.settings.audience import Audience, Filters, Format, PageSize, SectionKind, SectionSettings
from briefer.config.settings.delivery import FolderTarget, MailServer, Smtp, Store, Target, Webhook
from briefer.config.settings.keeping import Keep
from briefer.config.settings.look import Look
from briefer.config.settings.project import Configuration, Settings
from briefer.config.settings.sources import Limits, Login, Source
from briefer.config.settings.stories import Importance
from briefer.config.settings.strict import Strict
from briefer.config.settings.topic import Topic

__all__ = [
    "Audience",
    "Configuration",
    "Filters",
    "FolderTarget",
    "Format",
    "Importance",
    "Keep",
    "Limits",
    "Login",
    "Look",
    "MailServer",
    "PageSize",
    "SectionKind",
    "SectionSettings",
    "Settings",
    "Smtp",
    "Source",
    "Store",
    "Strict",
    "Target",
    "Topic",
    "Webhook",
]
