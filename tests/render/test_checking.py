"""Templates are checked before any run: names that nothing has are found in every branch, loop and macro, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.errors import RenderError
from briefer.render import checking
from briefer.render.environment import environment_for

TEMPLATES = Path(__file__).parents[2] / "templates"

WRONG = {
    "a branch that is never run": (
        "sections/quotes.html",
        "{% for item in section.items %}\n{% if brief.audience == 'x' %}\n{{ item.speakr }}\n{% endif %}\n{% endfor %}",
        3,
        "a QuoteItem has no 'speakr'. Did you mean 'speaker'?",
    ),
    "an else": (
        "sections/topic.html",
        "{% if section.items %}{% else %}\n{{ section.nte }}{% endif %}",
        2,
        "Did you mean 'note'?",
    ),
    "a field of a field": (
        "sections/quotes.html",
        "{% for item in section.items %}\n{{ item.speaker.nam }}{% endfor %}",
        2,
        "a Voice has no 'nam'",
    ),
    "a loop in a loop": (
        "sections/figures.html",
        "{% for i in section.items %}{% for c in i.claims %}\n{{ c.lo }}{% endfor %}{% endfor %}",
        2,
        "a Claim has no 'lo'. Did you mean 'low'?",
    ),
    "an index": (
        "sections/figures.html",
        "{% for i in section.items %}{{ i.claims[0].hi }}{% endfor %}",
        1,
        "a Claim has no 'hi'",
    ),
    "a macro's argument": (
        "macros/marks.html",
        "{% macro margin(item, label='') %}\n{{ item.statuz }}{% endmacro %}{% macro inline(item) %}{% endmacro %}",
        2,
        "a Highlight has no 'statuz'",
    ),
    "a macro that is not there": (
        "sections/quotes.html",
        "{% import 'macros/quotes.html' as quotes with context %}\n{{ quotes.wordz('a', 'direct') }}",
        2,
        "no macro 'wordz'. Did you mean 'words'?",
    ),
    "a filter's result": (
        "sections/topic.html",
        "{% for i in section.items %}{% for p in i | passages %}\n{{ p.txt }}{% endfor %}{% endfor %}",
        2,
        "a Passage has no 'txt'. Did you mean 'text'?",
    ),
    "a filter's attribute": (
        "sections/topic.html",
        "{{ section.items | map(attribute='storry') | list }}",
        1,
        "Did you mean 'story'?",
    ),
    "a function's result": (
        "sections/topic.html",
        "{% for i in section.items %}{{ sources(i.citations)[0].nme }}{% endfor %}",
        1,
        "a Source has no 'nme'. Did you mean 'name'?",
    ),
    "a phrase": ("sections/topic.html", "{% if false %}{{ say('artikles', 3) }}{% endif %}", 1, "no phrase 'artikles'"),
    "a label": ("sections/topic.html", "{% if false %}{{ labels.methd }}{% endif %}", 1, "Did you mean 'method'?"),
    "a kind's own field in another's template": (
        "sections/quotes.html",
        "{% for item in section.items %}{{ item.claims }}{% endfor %}",
        1,
        "a QuoteItem has no 'claims'",
    ),
    "a colour of the look": (
        "one-page.html",
        "{% extends 'brief.html' %}{% block print %}{{ look.print.acent }}{% endblock %}",
        1,
        "accent",
    ),
    "a name that is nowhere": ("sections/topic.html", "{% if false %}{{ nobody }}{% endif %}", 1, "'nobody' is not known here"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_name_that_nothing_has_is_found_before_any_run(tmp_path: Path, case: str) -> None:
    file, text, line, message = WRONG[case]
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    faults = checking.misnamed(environment_for(checking.SPECIMEN, tmp_path, "html"))
    assert [str(fault) for fault in faults if message in str(fault) and fault.where == f"{path}:{line}"]


RIGHT = {
    "what is guarded": "{% for i in section.items %}{% if i.heading %}{{ i.heading.text }}{% endif %}{% endfor %}",
    "a macro of its own": "{% macro one(x) %}{{ x.whatever }}{% endmacro %}{{ section.title }}",
    "a loop's own names": "{% for i in section.items %}{{ loop.index }}{{ loop.previtem.text if not loop.first }}{% endfor %}",
    "a namespace": "{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }}",
    "methods": "{{ section.title.upper() }}{% for k, v in brief.articles.items() %}{{ k }}{{ v.title }}{% endfor %}",
    "a block of text": "{% set words %}a{% endset %}{{ words }}{{ say('as_of', moment=words) }}",
    "a literal": "{% for x in ['a', 'b'] %}{{ x.title() }}{% endfor %}",
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_is_left_alone(tmp_path: Path, case: str) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "topic.html").write_text(RIGHT[case], encoding="utf-8")
    assert checking.misnamed(environment_for(checking.SPECIMEN, tmp_path, "html")) == []


def test_the_packaged_templates_are_right() -> None:
    checking.check(TEMPLATES)


def test_a_check_tells_all_that_it_found(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "topic.html").write_text("{{ section.a }}\n{{ section.b }}", encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        checking.check(tmp_path)
    assert {fault.where for fault in caught.value.faults} == {f"{tmp_path}/sections/topic.html:{line}" for line in (1, 2)}
