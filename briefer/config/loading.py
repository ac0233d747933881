"""A configuration's folder becomes one valid Configuration, or the list of all that is wrong in it.

    briefer.yaml            sources and defaults
    audiences/NAME.yaml     one brief each; base.yaml is none, others inherit from it
    topics/NAME.yaml        what a topic is

A folder without audiences/ or topics/ uses the packaged ones, each as a whole: files of the two are never mixed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from briefer.config import checks, defaults, looks, yamlfile
from briefer.config.names import did_you_mean
from briefer.config.nodes import Complaint, Node, Place, merge
from briefer.config.settings import Audience, Configuration, Settings, Topic
from briefer.config.sources import secrets_of
from briefer.config.targets import check_deliveries
from briefer.config.validation import validate
from briefer.errors import ConfigError, Fault

PACKAGED = "packaged defaults"
BASE = "base"
"""The audience that is only inherited from."""


def load(folder: Path | None, templates: Path | None = None) -> Configuration:
    """A folder → its Configuration; None: `./config` if it holds a briefer.yaml, else the packaged defaults.

    `templates` is where audiences' templates must exist; None: the project's own beside the folder, else the packaged ones.
    ConfigError with every fault of every file, in the order of files and lines.
    """
    root, origin = _root(folder)
    if templates is None:
        templates = defaults.folder("templates") if origin == PACKAGED else defaults.templates_for(root)
    if not (root / "briefer.yaml").is_file():
        raise ConfigError(Fault("there is no briefer.yaml.", str(root), "Name another folder, or make one: briefer init."))
    files = _Files(root)
    settings_node = files.read("briefer.yaml", root)
    audience_nodes = files.read_all("audiences")
    topic_nodes = files.read_all("topics")

    complaints = files.complaints
    topics = {name: validate(Topic, node, complaints) for name, node in topic_nodes.items() if node is not None}
    audiences: dict[str, Audience | None] = {}
    inherited = _inherited(audience_nodes, complaints)
    for name, node in inherited.items():
        audiences[name] = validate(Audience, node, complaints, abstract=name == BASE)
        complaints.extend(checks.check_audience(node, topic_nodes, templates))
        complaints.extend(looks.check(node, files.root, templates))
    names = [name for name in audience_nodes if name != BASE]
    if not names:
        complaints.append(Complaint(Place(f"{files.shown('audiences')}/", 1), "there is no audience.", "Add NAME.yaml."))
    settings = None
    if settings_node is not None:
        settings = validate(Settings, settings_node, complaints)
        complaints.extend(checks.check_settings(settings_node, root, names))
    complaints.extend(check_deliveries(settings_node, inherited))
    if complaints:
        raise ConfigError(*dict.fromkeys(complaint.fault for complaint in sorted(complaints)))
    assert settings is not None and settings_node is not None
    for source, node in zip(settings.sources, settings_node["sources"], strict=True):
        source.keep_from_messages(secrets_of(node))
    return Configuration(
        settings=settings,
        audiences={
            name: looks.with_logo(audience, root, files.keep)
            for name, audience in audiences.items()
            if audience is not None and name != BASE
        },
        topics={name: topic for name, topic in topics.items() if topic is not None},
        sha256=files.sha256(),
        origin=origin,
    )


def _root(folder: Path | None) -> tuple[Path, str]:
    """The folder to read, and how a Configuration names it."""
    if folder is not None:
        return folder, str(folder)
    own = Path("config")
    if (own / "briefer.yaml").is_file():
        return own, str(own)
    return defaults.folder("config"), PACKAGED


class _Files:
    """The files of a configuration as they are read: their bytes, for the hash, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.complaints: list[Complaint] = []
        self._contents: dict[str, bytes] = {}

    def read(self, name: str, root: Path) -> Node | None:
        """A name relative to a configuration's folder → the file's root node; None where it cannot be read."""
        node, content, complaints = yamlfile.read(root / name, (root / name).as_posix())
        self._contents[name] = content
        self.complaints.extend(complaints)
        return node

    def keep(self, name: str, content: bytes) -> None:
        """A file that a setting names counts in the hash."""
        self._contents[name] = content

    def read_all(self, kind: str) -> dict[str, Node | None]:
        """`audiences` or `topics` → the root node of each of its files, by the file's name without .yaml, in that order."""
        root = self._home(kind)
        found: dict[str, Node | None] = {}
        for path in sorted((root / kind).iterdir()) if (root / kind).is_dir() else ():
            if path.name.startswith(".") or not path.is_file():
                continue
            if path.suffix == ".yaml":
                found[path.stem] = self.read(f"{kind}/{path.name}", root)
            elif path.suffix in (".yml", ".YAML", ".YML"):
                place = Place(path.as_posix(), 1)
                self.complaints.append(Complaint(place, "the file is not read.", f"Name it {path.stem}.yaml."))
        return found

    def shown(self, kind: str) -> str:
        return (self._home(kind) / kind).as_posix()

    def sha256(self) -> str:
        """The hash of all that was read, by names within the configuration: the same on every machine."""
        digest = hashlib.sha256()
        for name, content in sorted(self._contents.items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _home(self, kind: str) -> Path:
        return self.root if (self.root / kind).is_dir() else defaults.folder("config")


def _inherited(nodes: Mapping[str, Node | None], complaints: list[Complaint]) -> dict[str, Node]:
    """Audiences as written → each with what it inherits; unknown parents and circles are complaints, and inherit nothing."""
    done: dict[str, Node] = {}

    def resolve(name: str, heirs: tuple[str, ...]) -> Node | None:
        node = nodes[name]
        if node is None or name in done:
            return done.get(name)
        extends = node["extends"]
        parent = extends.text
        if parent is None:
            done[name] = node
        elif parent in (*heirs, name):
            circle = " → ".join((*heirs, name, parent)[(*heirs, name).index(parent) :])
            complaints.append(Complaint(extends.place, f"extends goes round in a circle: {circle}."))
            done[name] = node
        elif parent not in nodes:
            others = [other for other in nodes if other != name]
            complaints.append(Complaint(extends.place, f"extends '{parent}' is unknown.", did_you_mean(parent, others) or ""))
            done[name] = node
        else:
            inherited = resolve(parent, (*heirs, name))
            done[name] = merge(inherited, node) if inherited is not None else node
        return done[name]

    for name in nodes:
        resolve(name, ())
    return done
