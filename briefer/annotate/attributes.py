"""What the model's attribute ruler says of each token, remembered: the same attributes, found in a tenth of the time.

spaCy's `attribute_ruler` tries each of some two hundred patterns on each token. Nearly all of them ask for one token's tag,
dependency and lower-case form, and most words are named by none: what the ruler makes of such a token is the same each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

_ASKED = ("TAG", "DEP", "IS_SPACE", "LOWER")
_Key = tuple[int, int, int, int]


class Remembered:
    """An attribute ruler → the component that does its work. ValueError where its patterns ask for more than is remembered."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._single, self._longer = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._named: set[str] = set()
        self._forms: list[re.Pattern[str]] = []
        self._words: dict[int, int] = {}
        self._rules: dict[_Key, tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], dict[Any, Any]] = {}
        for number, rule in enumerate(ruler.patterns):
            patterns = cast("list[list[dict[Any, Any]]]", rule["patterns"])
            for token in (token for pattern in patterns for token in pattern):
                self._note(token)
            for matcher, alone in ((self._single, True), (self._longer, False)):
                wanted = [pattern for pattern in patterns if (len(pattern) == 1) is alone]
                if wanted:
                    matcher.add(str(number), wanted)

    def _note(self, token: dict[Any, Any]) -> None:
        """What a pattern asks of a token's lower-case form."""
        asked = token.get("LOWER")
        if set(token) - set(_ASKED):
            raise ValueError(f"a pattern asks for {sorted(set(token) - set(_ASKED))}")
        if isinstance(asked, str):
            self._named.add(asked)
        elif isinstance(asked, dict) and set(asked) == {"IN"}:
            self._named.update(asked["IN"])
        elif isinstance(asked, dict) and set(asked) == {"REGEX"}:
            self._forms.append(re.compile(asked["REGEX"]))
        elif asked is not None:
            raise ValueError(f"a pattern asks for a form by {asked!r}")

    def __call__(self, doc: Doc) -> Doc:
        """All rules are matched before the first is applied, as the ruler does; of two rules the later has precedence."""
        found = list(self._of_single_tokens(doc))
        for name, start, _ in self._longer(doc, allow_missing=True):
            number = int(doc.vocab.strings[name])
            at = start + self._ruler.indices[number]
            found[at] = tuple(sorted((*found[at], number)))
        for at, numbers in enumerate(found):
            if numbers:
                if numbers not in self._merged:
                    self._merged[numbers] = {k: v for number in numbers for k, v in self._ruler.attrs[number].items()}
                set_token_attrs(doc[at], self._merged[numbers])
        return doc

    def _of_single_tokens(self, doc: Doc) -> Iterator[tuple[int, ...]]:
        """A Doc → for each token the numbers of the rules that speak of it alone."""
        for at, (tag, dep, space, lower) in enumerate(doc.to_array(list(_ASKED)).tolist()):
            word = self._words.get(lower)
            if word is None:
                text = doc.vocab.strings[lower]
                word = lower if text in self._named or any(form.search(text) for form in self._forms) else 0
                self._words[lower] = word
            key = (tag, dep, space, word)
            if key not in self._rules:
                matches = self._single(doc[at : at + 1], allow_missing=True)
                self._rules[key] = tuple(sorted({int(doc.vocab.strings[name]) for name, _, _ in matches}))
            yield self._rules[key]


@Language.factory("briefer_attributes")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that does the work of the pipeline's own attribute ruler."""
    return Remembered(cast("AttributeRuler", nlp.get_pipe("attribute_ruler")))


def take_over(nlp: Language) -> None:
    """A pipeline → the same with its attribute ruler's work remembered, where it has one whose patterns allow it."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    try:
        nlp.add_pipe("briefer_attributes", after="attribute_ruler")
    except ValueError:
        return
    nlp.disable_pipe("attribute_ruler")
