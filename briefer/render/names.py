"""A template's source → the names in it that nothing has, with their lines: every branch, loop and macro is read, none is run.

Where a macro is called, it is read with what it is called with; one that is not called may count on names of whoever imports
it. Of what cannot be known nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from briefer.config.names import did_you_mean
from briefer.errors import Fault
from briefer.render import kinds
from briefer.render.kinds import UNKNOWN, Kind, Many
from briefer.render.labels import COUNTED, LABELS, PHRASES

Names = dict[str, Kind]
DEEPEST = 24
"""Macros and templates within each other; what is deeper calls itself."""


class Reader:
    """An environment → what is wrong with its templates; each is read as it is included and imported."""

    def __init__(self, environment: SandboxedEnvironment) -> None:
        self._environment = environment
        self._read: set[Any] = set()
        self._trees: dict[str, tuple[nodes.Template, str]] = {}
        self._depth = self._unasked = 0
        self.faults: dict[Fault, None] = {}

    def template(self, name: str, known: Names) -> Names:
        """A template's name and what is known where it stands → the macros and names that it defines."""
        key = (name, frozenset(known.items()))
        if key in self._read or self._depth > DEEPEST:
            return {}
        self._read.add(key)
        if (parsed := self._parsed(name)) is None:
            return {}
        tree, file = parsed
        scope = dict(known)
        for node in tree.find_all(nodes.Macro):
            scope[node.name] = frozenset({Macro(node, file, self, scope)})
        self._depth += 1
        self._all(tree.body, scope, file)
        self._depth -= 1
        return scope

    def _parsed(self, name: str) -> tuple[nodes.Template, str] | None:
        """A template's name → its tree and file; None where it cannot be read, which is another's to tell."""
        if name not in self._trees:
            loader = self._environment.loader
            assert loader is not None
            try:
                source, file, _ = loader.get_source(self._environment, name)
                self._trees[name] = self._environment.parse(source, name, file), file or name
            except TemplateError:
                return None
        return self._trees[name]

    def _all(self, body: Iterable[nodes.Node], scope: Names, file: str) -> None:
        for node in body:
            self._statement(node, scope, file)

    def _statement(self, node: nodes.Node, scope: Names, file: str) -> None:
        match node:
            case nodes.For():
                inner = {**scope, "loop": UNKNOWN}
                thing = kinds.element(self._kind(node.iter, scope, file))
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = thing
                    inner["loop"] = frozenset({kinds.Keyed(LOOP, UNKNOWN)})
                else:
                    inner |= {name.name: UNKNOWN for name in node.target.find_all(nodes.Name)}
                if node.test is not None:
                    self._kind(node.test, inner, file)
                self._all(node.body, inner, file)
                self._all(node.else_, scope, file)
            case nodes.If():
                self._kind(node.test, scope, file)
                for branch in (node.body, node.elif_, node.else_):
                    self._all(branch, scope, file)
            case nodes.Assign():
                value = self._kind(node.node, scope, file)
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = value
                else:
                    scope |= {name.name: UNKNOWN for name in node.target.find_all(nodes.Name)}
            case nodes.AssignBlock():
                self._all(node.body, scope, file)
                scope |= {name.name: kinds.TEXT for name in node.find_all(nodes.Name) if name.ctx == "store"}
            case nodes.Macro():
                self._unasked += 1
                self._macro(Macro(node, file, self, scope), [], {})
                self._unasked -= 1
            case nodes.Import() | nodes.FromImport():
                self._import(node, scope, file)
            case nodes.Include() | nodes.Extends():
                for name in self._names(node.template):
                    self.template(name, {**scope, **_of_section(name)})
            case nodes.Block() | nodes.Scope() | nodes.ScopedEvalContextModifier() | nodes.FilterBlock() | nodes.With():
                inner = dict(scope)
                if isinstance(node, nodes.With):
                    for target, given in zip(node.targets, node.values, strict=True):
                        inner[getattr(target, "name", "")] = self._kind(given, scope, file)
                self._all(node.body, inner, file)
            case nodes.CallBlock():
                self._kind(node.call, scope, file)
                self._all(node.body, {**scope, **{arg.name: UNKNOWN for arg in node.args}}, file)
            case _:
                for part in node.iter_child_nodes():
                    if isinstance(part, nodes.Expr):
                        self._kind(part, scope, file)
                    else:
                        self._statement(part, scope, file)

    def _import(self, node: nodes.Import | nodes.FromImport, scope: Names, file: str) -> None:
        made: Names = {}
        for name in self._names(node.template):
            self._read.discard((name, frozenset(scope.items())))
            made |= self.template(name, dict(scope))
        if isinstance(node, nodes.Import):
            macros = frozenset(made.items()) if made else frozenset()
            scope[node.target] = frozenset({Module(macros)}) if macros else UNKNOWN
            return
        for wanted in node.names:
            name, alias = wanted if isinstance(wanted, tuple) else (wanted, wanted)
            scope[alias] = made.get(name, UNKNOWN)

    def _names(self, node: nodes.Node) -> Iterator[str]:
        """The templates that an include, import or extends can mean: "sections/" ~ section.kind ~ ".html" all of the kind."""
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, nodes.List | nodes.Tuple):
            for one in node.items:
                yield from self._names(one)
        elif isinstance(node, nodes.Concat):
            parts = [part.value if isinstance(part, nodes.Const) else "" for part in node.nodes]
            known = self._environment.list_templates()
            for kind in kinds.ITEMS:
                name = "".join(str(part) if part else kind for part in parts)
                if name in known:
                    yield name

    def _kind(self, node: nodes.Node, scope: Names, file: str) -> Kind:
        """An expression → what it can be; names in it that nothing has are faults."""
        match node:
            case nodes.Name():
                return self._name(node, scope, file)
            case nodes.Const():
                return frozenset({type(node.value)}) if node.value is not None else UNKNOWN
            case nodes.Getattr():
                return self._attribute(self._kind(node.node, scope, file), node.attr, node, file)
            case nodes.Getitem():
                return self._item(node, scope, file)
            case nodes.Call():
                return self._call(node, scope, file)
            case nodes.Filter():
                return self._filter(node, scope, file)
            case nodes.CondExpr():
                parts = [self._kind(part, scope, file) for part in (node.test, node.expr1, node.expr2) if part is not None]
                return _either(parts[1:])
            case nodes.Or() | nodes.And():
                return _either([self._kind(node.left, scope, file), self._kind(node.right, scope, file)])
            case nodes.Add():
                return _either([self._kind(node.left, scope, file), self._kind(node.right, scope, file)])
            case nodes.List() | nodes.Tuple():
                parts = [self._kind(part, scope, file) for part in node.items]
                return frozenset({Many(_either(parts))}) if parts else UNKNOWN
        for part in node.iter_child_nodes():
            self._kind(part, scope, file)
        return kinds.TEXT if isinstance(node, nodes.Concat) else UNKNOWN

    def _name(self, node: nodes.Name, scope: Names, file: str) -> Kind:
        if node.name in scope:
            return scope[node.name]
        if node.name in kinds.GLOBALS:
            return kinds.GLOBALS[node.name]
        if node.name not in self._environment.globals and node.name not in GIVEN and not self._unasked:
            self._say(
                f"'{node.name}' is not known here", node, file, did_you_mean(node.name, [*scope, *self._environment.globals])
            )
        return UNKNOWN

    def _attribute(self, owner: Kind, name: str, node: nodes.Node, file: str) -> Kind:
        modules = [one for one in owner if isinstance(one, Module)]
        if modules:
            made = dict(modules[0].names)
            if name not in made:
                self._say(f"this module has no macro '{name}'", node, file, did_you_mean(name, made))
            return made.get(name, UNKNOWN)
        found = kinds.attribute(owner, name)
        if found is None:
            problem = f"{kinds.called(owner)} has no '{name}'"
            if any(isinstance(one, kinds.Keyed) for one in owner):
                problem = f"'{name}' is not known here"
            self._say(problem, node, file, did_you_mean(name, kinds.names_of(owner)))
        return found or UNKNOWN

    def _item(self, node: nodes.Getitem, scope: Names, file: str) -> Kind:
        owner = self._kind(node.node, scope, file)
        self._kind(node.arg, scope, file)
        if isinstance(node.arg, nodes.Slice):
            return owner
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(owner, node.arg.value, node, file)
        return kinds.element(owner)

    def _call(self, node: nodes.Call, scope: Names, file: str) -> Kind:
        given = [self._kind(arg, scope, file) for arg in node.args]
        named = {arg.key: self._kind(arg.value, scope, file) for arg in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name not in scope:
            if node.node.name == "namespace":
                return UNKNOWN
            if node.node.name == "say" and node.args and isinstance(node.args[0], nodes.Const):
                self._phrase(node, str(node.args[0].value), file)
            if node.node.name in kinds.CALLS:
                return kinds.CALLS[node.node.name]
        for one in self._kind(node.node, scope, file):
            if isinstance(one, Macro):
                one.reader._macro(one, given, named)
        return UNKNOWN

    def _phrase(self, node: nodes.Call, key: str, file: str) -> None:
        if key not in PHRASES and key not in COUNTED and key not in LABELS:
            self._say(f"the page has no phrase '{key}'", node, file, did_you_mean(key, [*PHRASES, *COUNTED, *LABELS]))

    def _filter(self, node: nodes.Filter, scope: Names, file: str) -> Kind:
        value = self._kind(node.node, scope, file) if node.node is not None else UNKNOWN
        for arg in (*node.args, *(pair.value for pair in node.kwargs)):
            self._kind(arg, scope, file)
        wanted = node.args[0] if node.args and node.name in ("selectattr", "rejectattr") else None
        wanted = wanted or next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str) and kinds.element(value):
            found = self._attribute(kinds.element(value), wanted.value.partition(".")[0], node, file)
            if node.name == "map":
                return frozenset({Many(found)}) if found and "." not in wanted.value else UNKNOWN
        if node.name in kinds.SAME:
            return value
        if node.name in kinds.ONE_OF:
            return kinds.element(value)
        return kinds.FILTERS.get(node.name, UNKNOWN)

    def _macro(self, macro: Macro, given: list[Kind], named: Names) -> None:
        """A macro and what it is called with → it is read with these; without any, what it is given is unknown."""
        arguments = {arg.name: UNKNOWN for arg in macro.node.args}
        arguments |= {arg.name: kind for arg, kind in zip(macro.node.args, given, strict=False)}
        arguments |= {name: kind for name, kind in named.items() if name in arguments}
        key = (macro.file, macro.node.lineno, macro.node.name, frozenset(arguments.items()))
        if key in self._read or self._depth > DEEPEST:
            return
        self._read.add(key)
        self._depth += 1
        inner = {**macro.scope, **arguments, "caller": UNKNOWN, "varargs": UNKNOWN, "kwargs": UNKNOWN}
        self._all(macro.node.body, inner, macro.file)
        self._depth -= 1

    def _say(self, problem: str, node: nodes.Node, file: str, hint: str | None) -> None:
        self.faults[Fault(problem + (f". {hint}" if hint else ""), f"{file}:{node.lineno}")] = None


class Macro:
    """A macro where it stands; two of the same place are one."""

    def __init__(self, node: nodes.Macro, file: str, reader: Reader, scope: Names) -> None:
        self.node, self.file, self.reader, self.scope = node, file, reader, scope

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Macro) and (self.file, self.node.lineno) == (other.file, other.node.lineno)

    def __hash__(self) -> int:
        return hash((self.file, self.node.lineno))


class Module:
    """An imported template: its macros by name."""

    def __init__(self, names: frozenset[tuple[str, Kind]]) -> None:
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Module) and self.names == other.names

    def __hash__(self) -> int:
        return hash(self.names)


LOOP = frozenset(
    {
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem",
        "cycle", "changed",
    }
)  # fmt: skip
GIVEN = frozenset({"self", "super", "caller", "varargs", "kwargs", "loop", "true", "false", "none", "True", "False", "None"})


def _either(parts: list[Kind]) -> Kind:
    """What can be one or the other; where one is unknown, so is the whole."""
    return frozenset().union(*parts) if parts and all(parts) else UNKNOWN


def _of_section(name: str) -> Names:
    """`sections/quotes.html` → the section that it is given, with its kind's items."""
    folder, _, file = name.rpartition("/")
    kind = file.partition(".")[0]
    return {"section": kinds.section_of(kind)} if kind in kinds.ITEMS and folder.endswith(("sections", "mail")) else {}
