"""Templates that try: no file is read, no request sent, no code run, nothing changed. Each gets an error that says where."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from briefer.errors import RenderError
from briefer.model.brief import Layout
from briefer.render import render

CODE = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ brief.__init__.__globals__ }}",
    "{{ font.func.__globals__ }}",
    "{{ font.__reduce__() }}",
    "{{ section_anchor.__self__ }}",
    "{{ section_anchor.__func__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ brief | attr('__class__') }}",
    "{{ (brief.sections | map(attribute='__class__') | first).__mro__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(brief) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{% set x = brief.articles.clear() %}",
    "{% set x = brief.articles.update({}) %}",
    "{% do brief.articles.clear() %}",
]
FILES = [
    "{% include '/etc/passwd' %}",
    "{% include '../../pyproject.toml' %}",
    "{% import '../secret.html' as secret %}",
    "{% extends '//etc/passwd' %}",
    "{{ font('../../../etc/passwd') }}",
    "{{ font('/etc/passwd') }}",
]
BOMBS = [
    "{{ 'a' * 10 ** 8 }}",
    "{{ 10 ** 8 * 'a' }}",
    "{{ [1] * 10 ** 7 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%99999999d' % 1 }}",
    "{{ '{:>99999999}'.format(1) }}",
    "{{ 'a'.center(10 ** 8) }}",
    "{{ 'a' | center(99999999) }}",
    "{{ 'a' | format(1) }}",
    "{% for i in range(10 ** 9) %}x{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
]


@pytest.mark.parametrize("template", [*CODE, *FILES, *BOMBS])
def test_a_layout_that_tries(make_brief: ModuleType, tmp_path: Path, template: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "hostile.html").write_text(f"<p>\n{template}")
    brief = replace(make_brief.brief(), layout=Layout("hostile", "A4"))
    before = copy.deepcopy(brief)
    with pytest.raises(RenderError) as refused:
        render(brief, "html", templates)
    assert (
        "hostile.html:2" in str(refused.value)
        or "hostile.html'" in str(refused.value)
        or "hostile.html:1" in str(refused.value)
    )
    assert brief == before


@pytest.mark.parametrize("template", ["{{ brief.__init__.__globals__ }}", "{% include '/etc/passwd' %}", "{{ 'a' * 10 ** 8 }}"])
@pytest.mark.parametrize(("file", "medium"), [("brief.md", "md"), ("mail/page.html", "eml"), ("brief.md", "eml")])
def test_the_page_of_another_format_that_tries(
    make_brief: ModuleType, tmp_path: Path, file: str, medium: str, template: str
) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(template)
    with pytest.raises(RenderError, match=file.replace("/", ".")):
        render(make_brief.brief(), "md" if medium == "md" else "eml", tmp_path)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..", "", "hostile\0", "sections/../../secret"])
def test_a_record_names_no_template_outside_its_folder(make_brief: ModuleType, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    templates = tmp_path / "templates"
    templates.mkdir()
    with pytest.raises(RenderError, match="there is no template"):
        render(replace(make_brief.brief(), layout=Layout(name, "A4")), "html", templates)


def test_what_templates_need_is_still_there(make_brief: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "kind.html").write_text(
        "{{ 'ab' * 3 }} {{ 6 * 7 }} {{ 2 ** 10 }} {{ 9 % 4 }} {{ 'x'.upper() }} {{ 'x y'.split() | join('-') }}"
    )
    page = render(replace(make_brief.brief(), layout=Layout("kind", "A4")), "html", tmp_path)
    assert page.decode().strip() == "ababab 42 1024 1 X x-y"
