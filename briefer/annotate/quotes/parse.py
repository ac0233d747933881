"""What the dependency parse says of a cue: who its subject is, which clause is its content.

The labels are those of ClearNLP, which the English models of spaCy use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from briefer.annotate.people.lexicon import is_role, singular, speakers
from briefer.annotate.quotes.lexicon import cues

Range = tuple[int, int]
"""Half-open token offsets."""

Statement = tuple[Token, Range, Range | None, list[Range]]
"""A cue's token, its words, its speaker, and the ranges of what it reports."""

FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_THINGS = {"this", "that", "these", "those", "which", "what", "there", "you", "nothing", "something", "everything"}
_QUANTITIES = {
    "handful", "slew", "host", "string", "chorus", "range", "rest",
    "lot", "variety", "pair", "dozen", "score", "series",
}  # fmt: skip
_REASONS = {"because", "if", "unless", "until", "when", "once", "so"}
_SUBJECT_CONTROL = {"promise", "vow", "take", "use", "make", "issue", "release", "give", "hold", "write", "post", "publish"}
_ADDRESSING = {"remind", "inform", "tell", "ask", "warn", "question", "assure", "accuse"}
_INSIDE_PHRASE = {"compound", "appos", "amod", "det", "poss", "nummod", "prep", "pobj", "conj", "nmod"}
_MARKS = {*"\"“”«»‘’'", "``", "''"}
_EDGES = {",", ";", ":", "-", "–", "—", "―", "--", "(", ")", "[", "]"}


def lemma(token: Token) -> str:
    """A verb's base form, whatever its case."""
    return _base((token.lemma_ or token.lower_).lower(), token.lower_)


@lru_cache(maxsize=8192)
def _base(lemma: str, form: str) -> str:
    """A verb's lemma and form → the cue that it is: the model's rules make "hop" of "hoping" and "retweete" of "retweeted"."""
    known = cues().verbs
    if lemma in known:
        return lemma
    if f"{lemma}e" in known and form in {f"{lemma}{ending}" for ending in ("e", "es", "ed", "ing")}:
        return f"{lemma}e"
    return lemma[:-1] if lemma.endswith("e") and lemma[:-1] in known else lemma


def is_verb(token: Token) -> bool:
    """A verb, and not the end of a compound adjective ("so-called")."""
    return (
        token.tag_.startswith("V")
        and token.pos_ in {"VERB", "AUX"}
        and not (token.i and token.nbor(-1).text_with_ws in {"-", "–"})
    )


def is_finite(verb: Token) -> bool:
    """Does a verb, or its auxiliary, bear a tense?"""
    return verb.tag_ in FINITE or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ != "TO" and child.i < verb.i for child in verb.children
    )


def sentence(token: Token) -> Range:
    """A token → its sentence. `Token.sent` walks the whole Doc."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end


def noun_phrase(head: Token) -> Range:
    """A head noun → its phrase with appositions, without relative clauses, participles and the commas at its edges."""
    if head.tag_ in {"WP", "WDT"}:
        noun = antecedent(head)
        return (head.i, head.i + 1) if noun is None or head.lower_ == "who" else noun_phrase(noun)
    dropped: set[int] = set()
    for child in head.subtree:
        if (
            child.dep_ in {"relcl", "acl", "advcl", "punct", "ccomp", "parataxis"}
            and child.head.i == head.i
            and child.dep_ != "punct"
        ):
            dropped.update(token.i for token in child.subtree)
    kept = [token.i for token in head.subtree if token.i not in dropped]
    runs = contiguous(kept)
    run = next((run for run in runs if run[0] <= head.i < run[1]), (head.i, head.i + 1))
    return trimmed(head.doc, run)


def antecedent(token: Token) -> Token | None:
    """A relative pronoun → the noun whose clause it begins; None for any other word."""
    if token.tag_ not in {"WP", "WDT"}:
        return None
    verb = token.head
    while verb.dep_ not in {"relcl", "ROOT"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and verb.head.tag_ not in {"WP", "WDT"} else None


def trimmed(doc: Doc, run: Range) -> Range:
    """A range without white space, commas, dashes and quotation marks at its edges."""
    start, end = run
    while start < end and (doc[start].is_space or doc[start].text in _EDGES or doc[start].text in _MARKS):
        start += 1
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].text in _EDGES or doc[end - 1].text in _MARKS or doc[end - 1].text == "."
    ):
        end -= 1
    return start, end


def contiguous(indices: Iterable[int]) -> list[Range]:
    """Token indices → ranges without holes."""
    runs: list[list[int]] = []
    for index in sorted(set(indices)):
        if runs and runs[-1][1] == index:
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    return [(start, end) for start, end in runs]


def subject(verb: Token, depth: int = 0) -> Token | None:
    """A cue verb → the head of the words that name who speaks; None where the parse does not say."""
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if is_passive(verb) and not depth:
        return _agent(verb)
    if own:
        noun = antecedent(own[0])
        return own[0] if noun is not None and _owner(noun) == noun else _owner(noun or own[0])
    head = verb.head
    if depth > 4 or head.i == verb.i:
        return None
    if verb.dep_ in {"acl", "relcl"}:
        return _behind_noun(verb, head, depth)
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and head.pos_ in {"ADJ", "ADV"} and is_verb(head.head):
        return subject(head.head, depth + 1)
    if verb.dep_ == "xcomp" and is_verb(head):
        return _controller(head) or subject(head, depth + 1)
    if verb.dep_ == "conj" and (outer := sister(verb)) is not None:
        return subject(outer, depth + 1)
    if verb.dep_ in {"conj", "advcl", "dep"} and is_verb(head):
        return subject(head, depth + 1)
    if verb.dep_ in {"ccomp", "parataxis"} and is_verb(head) and verb.tag_ in {"VBG", "VBN", "VB"}:
        return subject(head, depth + 1)
    if verb.dep_ == "pcomp":
        over = head.head
        if is_verb(over):
            return subject(over, depth + 1)
        return over if over.pos_ in {"NOUN", "PROPN"} else None
    return None


def is_passive(verb: Token) -> bool:
    """Is the verb done to its subject: "was told", "asked about it, …"? Who "is quoted as saying" does speak."""
    if lemma(verb) == "quote" or verb.tag_ != "VBN":
        return False
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.dep_ not in {"acl", "advcl"} or any(child.dep_ == "aux" for child in verb.children):
        return False
    return not (verb.dep_ == "acl" and _is_past(verb))


def _is_past(verb: Token) -> bool:
    """Is a past tense taken for a participle ("Jones, a lawyer, called it …"), by its object, its clause or the comma?"""
    doc = verb.doc
    if any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
        return True
    if any(child.dep_ == "ccomp" and any(mark.lower_ == "that" for mark in child.children) for child in verb.children):
        return True
    return (
        doc[verb.i - 1].text == ","
        and verb.i + 1 < len(doc)
        and doc[verb.i + 1].text not in _MARKS | {"by", "as", "about", "if"}
    )


def _behind_noun(verb: Token, noun: Token, depth: int) -> Token | None:
    """A participle behind a noun: the noun speaks ("a man saying that"), behind a comma its clause's subject does."""
    doc = verb.doc
    if is_verb(noun):
        return subject(noun, depth + 1)
    comma = verb.i > 0 and doc[verb.i - 1].text in {",", "—", "–"}
    if (verb.tag_ == "VBG" and comma) or verb.tag_ == "VB":
        for ancestor in noun.ancestors:
            if is_verb(ancestor):
                return subject(ancestor, depth + 1) or noun
    return _owner(noun)


def _controller(head: Token) -> Token | None:
    """The object that an infinitive's subject is: "asked him to say"."""
    if lemma(head) in _SUBJECT_CONTROL:
        return None
    return next(
        (child for child in head.children if child.dep_ in {"dobj", "dative"} and child.pos_ in {"NOUN", "PROPN", "PRON"}), None
    )


def _owner(noun: Token) -> Token:
    """A statement, tweet or letter does not speak: whoever it belongs to, or who issued it, does."""
    if noun.lower_ not in speakers().media or noun.pos_ != "NOUN":
        return noun
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ in {"from", "by"}:
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), noun)
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else noun
    if is_verb(verb) and verb.i < noun.i:
        return next((child for child in verb.children if child.dep_ == "nsubj"), noun)
    return noun


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or child.lower_ == "by":
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def nearby(verb: Token, floor: int) -> Token | None:
    """A cue verb for which the parse gives no subject → the noun that stands before it, down to `floor`."""
    doc = verb.doc
    for position in range(verb.i - 1, floor - 1, -1):
        token = doc[position]
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.tag_ not in {"WP", "WDT", "WP$"}:
            head = token
            while head.head.i != head.i and floor <= head.head.i < verb.i and head.dep_ in _INSIDE_PHRASE:
                head = head.head
            if head.dep_ in {"pobj", "dobj"} and verb.doc[verb.i - 1].text == ",":
                return None
            return head if head.pos_ in {"NOUN", "PROPN", "PRON"} else token
        if token.pos_ not in {"ADV", "AUX", "PUNCT", "SPACE", "PART"} or token.text in _MARKS:
            return None
    return None


def may_speak(head: Token) -> bool:
    """Can the head of a subject be the source of words: a name, a person, a body, a document; not "this" or "the rifle"?

    A plural that no lexicon lists counts as people ("protesters").
    """
    if (noun := antecedent(head)) is not None:
        return noun.tag_ not in {"WP", "WDT"} and may_speak(noun)
    if head.pos_ == "PRON" or head.tag_ in {"WP", "WDT", "DT", "PRP$"}:
        return head.lower_ not in _THINGS
    if head.pos_ != "NOUN" or head.tag_ == "NNS" or not head.is_alpha:
        return True
    known, word = speakers(), singular(head.lower_)
    if is_role(word) or word in known.unnamed | known.collectives | known.documents | known.voices:
        return True
    counted = next((child for child in head.children if child.lower_ == "of"), None)
    return counted is not None and word in _QUANTITIES and any(map(may_speak, counted.children))


def is_one(head: Token) -> bool:
    """Is it one person: "he", "she", a person's name, an office in the singular?"""
    return head.lower_ in {"he", "she"} or head.ent_type_ == "PERSON" or (head.tag_ == "NN" and is_role(head.text))


def clause_subject(verb: Token, floor: int, inside: Mapping[int, int]) -> Token | None:
    """The nearest subject of another verb before a cue, outside quotations and relative clauses."""
    for position in range(verb.i - 1, floor - 1, -1):
        token = verb.doc[position]
        if token.dep_ == "nsubj" and token.i not in inside and token.head.dep_ != "relcl" and token.head.i < verb.i:
            return token
    return None


def speaking(verb: Token, floor: int, inside: Mapping[int, int]) -> Token | None:
    """A cue verb → the head of its speaker: by the parse, unless that lies in a quotation, else by what stands before it."""
    head = subject(verb)
    if head is not None and head.i not in inside:
        return head
    if is_passive(verb):
        return None
    if verb.tag_ not in {"VBG", "VB"} and (head := nearby(verb, floor)) is not None and head.i not in inside:
        return head
    return clause_subject(verb, floor, inside) if verb.tag_ in {"VBG", "VB"} or head is None else None


def clause_content(verb: Token, blocked: set[int]) -> list[Range]:
    """A cue verb → the ranges of the clause that it reports, without "that" and without the cue's own words.

    A clause behind a cue that has its subject before it is the only one: what stands before belongs to another sentence. A
    "because …" or "when …" behind the clause is part of it.
    """
    clauses = [
        child for child in verb.children if child.dep_ == "ccomp" and child.i not in blocked and not _parted(verb, child)
    ]
    if not clauses:
        return []
    own = {
        verb.i,
        *(token.i for child in verb.children if child.dep_ in _SUBJECTS | {"aux", "auxpass", "neg"} for token in child.subtree),
    }
    behind = [clause for clause in clauses if clause.i > verb.i]
    if behind and len(clauses) > len(behind) and any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children):
        clauses = behind
    if behind:
        clauses = [*clauses, *(child for child in verb.children if child.i > behind[-1].i and _is_circumstance(child))]
    for clause in clauses:
        for token in clause.subtree:
            if token.dep_ == "conj" and token.i > verb.i and sister(token) == verb:
                own.update(member.i for member in token.subtree)
    indices = [token.i for clause in clauses for token in clause.subtree if token.i not in own]
    return ranges(verb.doc, indices)


def _parted(verb: Token, clause: Token) -> bool:
    """Does a semicolon, or a conjunction that opens the cue's own clause, part a clause before a cue from it?"""
    if clause.i > verb.i:
        return False
    between = verb.doc[clause.right_edge.i + 1 : verb.i]
    return any(token.text == ";" or (token.dep_ in {"mark", "cc"} and token.head == verb) for token in between)


def _is_circumstance(child: Token) -> bool:
    """Is it a finite clause of reason or condition? "While …" and "although …" may be the writer's own."""
    return child.dep_ == "advcl" and is_finite(child) and any(mark.lower_ in _REASONS for mark in child.children)


def sister(verb: Token) -> Token | None:
    """A cue that the parser puts into the clause of another ("said he would go and added that …") → that other cue.

    Without a clause of its own it must differ in tense from the verb that it is joined to, or stand behind a comma.
    """
    if verb.dep_ != "conj" or lemma(verb) not in cues().alone or verb.tag_ not in FINITE | {"VBG"}:
        return None
    kinds = {child.dep_ for child in verb.children if child.i > verb.i or child.dep_ in _SUBJECTS}
    if kinds & _SUBJECTS or not kinds & {"ccomp", "xcomp", "dobj", "prep"}:
        return None
    apart = verb.head.tag_ != verb.tag_ or any(child.text == "," for child in verb.head.children if child.i > verb.head.i)
    if not apart and not ("ccomp" in kinds and lemma(verb) in cues().speech):
        return None
    inner = verb
    for outer in verb.ancestors:
        if is_verb(outer) and lemma(outer) in cues().speech and outer.tag_ == verb.tag_ and inner.dep_ == "ccomp":
            return outer if outer.i < inner.i < verb.i else None
        if outer.pos_ not in {"VERB", "AUX"}:
            return None
        inner = outer
    return None


def ranges(doc: Doc, indices: Iterable[int]) -> list[Range]:
    """Token indices of a clause → its ranges: small holes closed, "that" and edge punctuation gone."""
    runs: list[list[int]] = []
    for start, end in contiguous(indices):
        hole = range(runs[-1][1], start) if runs else range(0)
        if runs and all(doc[index].is_space or doc[index].is_punct for index in hole):
            runs[-1][1] = end
        else:
            runs.append([start, end])
    found = []
    for start, end in runs:
        start, end = trimmed(doc, (start, end))
        while end > start and doc[end - 1].dep_ == "cc":
            start, end = trimmed(doc, (start, end - 1))
        if (
            start < end
            and doc[start].lower_ == "that"
            and (
                (doc[start].tag_ == "WDT" and doc[start].dep_ == "dobj")
                or (doc[start].tag_ == "IN" and doc[start].dep_ in {"mark", "det", "nsubj"})
            )
        ):
            start, end = trimmed(doc, (start + 1, end))
        if start < end and any(token.is_alpha for token in doc[start:end]):
            found.append((start, end))
    return found


def particle(verb: Token) -> Token | None:
    """The particle or preposition that makes a verb a cue: "called for", "pointed out"."""
    if not (wanted := cues().particles.get(lemma(verb))):
        return None
    own = list(verb.children)
    if lemma(verb) in _ADDRESSING:
        own += [under for child in own if child.dep_ == "dobj" for under in child.children if under.dep_ == "prep"]
    return next(
        (
            child
            for child in own
            if child.i > verb.i
            and child.lower_ in wanted
            and (child.i - verb.i <= 3 or child.lower_ in {"about", "against"} or lemma(verb) in _ADDRESSING)
        ),
        None,
    )
