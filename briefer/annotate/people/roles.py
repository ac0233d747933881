"""What the text says a person is: role and affiliation, before the name ("navy spokesman X") or behind it ("X, chief of Y")."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.people.lexicon import is_role, singular, speakers

Role = tuple[str, str | None]

_MODIFIERS = {"NOUN", "PROPN", "ADJ", "PART", "NUM", "VERB", "ADV"}
_BODIES = {"of", "for", "at", "with"}
_PLACES = {"in", "to", "from", "on"}
_FINITE = {"VBD", "VBZ", "VBP"}
_ENDS = {",", ".", ";", ":", "(", ")", "—", "–", "-", "―", "who", "whose", "which", "and", "but", "as", "that"}
_TIMES = {"former", "acting", "interim", "retired", "outgoing", "incoming", "then"}
_REACH = 9
_HONORIFICS = {"mr", "mrs", "ms", "miss", "sir", "dame", "dr"}


def role_of(doc: Doc, start: int, end: int, floor: int, ceiling: int) -> Role | None:
    """A name's token offsets, inside its paragraph's → role and affiliation as the text beside the name gives them."""
    return _before(doc, start, floor) or _behind(doc, end, ceiling) or _ahead(doc, start, end, floor, ceiling)


def _before(doc: Doc, start: int, floor: int) -> Role | None:
    """Modifiers of the name: "US special envoy Zalmay Khalilzad"."""
    first = start
    while first > floor and start - first < _REACH and not doc[first].is_sent_start and _modifies(doc, first - 1):
        first -= 1
    if first == start or not _is_office(doc[start - 1].text) or doc[start - 1].tag_ in {"NNS", "NNPS"}:
        return None
    return _split(doc, first, start)


def _is_office(word: str) -> bool:
    bare = word.lower().rstrip(".")
    return bare not in _HONORIFICS and (is_role(word) or bare in speakers().titles)


def _modifies(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.tag_ in _FINITE or token.tag_ == "TO" or (token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}):
        return False
    return (token.pos_ in _MODIFIERS and not token.is_punct) or token.text in {"-", "/", "&"} or is_role(token.text)


def _split(doc: Doc, start: int, end: int) -> Role:
    """The words of an office → role ("special envoy") and the body before it ("US")."""
    while start < end - 1 and doc[start].pos_ in {"DET", "ADV", "PRON"}:
        start += 1
    cut = start
    for index in range(start, end - 1):
        token = doc[index]
        if (token.text[:1].isupper() and not is_role(token.text) and not _opens_sentence(doc, index)) or token.tag_ == "POS":
            cut = index + 1
    while cut < end - 1 and doc[cut].text in {"-", "/", "&"}:
        cut += 1
    body, before = _text(doc, start, cut), ""
    while body and ((word := body.split()[0]).lower() in _TIMES or (word.islower() and " " in body)):
        body, before = body.partition(" ")[2], f"{before}{word} " if word.lower() in _TIMES else before
    return before + _text(doc, cut, end), body or None


def _opens_sentence(doc: Doc, index: int) -> bool:
    """Is a capital owed to the sentence's beginning alone: "Provincial council member …"?"""
    token, following = doc[index], doc[index + 1]
    return bool(token.is_sent_start) and not token.ent_type_ and following.text.islower() and not is_role(following.text)


def _text(doc: Doc, start: int, end: int) -> str:
    while start < end and (doc[start].is_space or doc[start].pos_ == "DET"):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
        end -= 1
    return " ".join(doc[start:end].text.split())


def _joins(doc: Doc, index: int, ceiling: int) -> bool:
    """Is it the "and" inside of a body's name ("Center for Strategic and International Studies")?"""
    if doc[index].lower_ != "and" or index + 1 >= ceiling or doc[index + 1].ent_type_ == "PERSON":
        return False
    return doc[index - 1].is_title and doc[index + 1].is_title and doc[index + 1].ent_type_ == doc[index - 1].ent_type_


def _phrase(doc: Doc, start: int, ceiling: int) -> tuple[Role, int] | None:
    """Tokens from `start` → the office that they spell out ("the chief of the provincial council"), and where it ends."""
    index = start
    while index < ceiling and index - start < _REACH and (_modifies(doc, index) or doc[index].pos_ in {"DET", "PRON"}):
        if doc[index].text.lower() in _ENDS:
            break
        index += 1
    office = index
    while office > start and not _is_office(doc[office - 1].text):
        office -= 1
    if office == start:
        return None
    role, body = _split(doc, start, office)
    if office >= ceiling or doc[office].lower_ not in _BODIES | _PLACES:
        return (role, body), office
    stop = office + 1
    while stop < ceiling and stop - office < _REACH and doc[stop].tag_ not in _FINITE:
        if doc[stop].lower_ in _ENDS and not _joins(doc, stop, ceiling):
            break
        stop += 1
    named = _text(doc, office + 1, stop)
    if not named:
        return (role, body), office
    if doc[office].lower_ in _PLACES or body is not None or _is_subject_matter(named):
        return (f"{role} {doc[office].lower_} {named}", body), stop
    return (role, named), stop


def _is_subject_matter(named: str) -> bool:
    """Is it what somebody is in charge of ("vice president for defense"), rather than whom they belong to?"""
    last = named.rpartition(" ")[2]
    return named.islower() and not is_role(last) and singular(last) not in speakers().collectives


def _behind(doc: Doc, end: int, ceiling: int) -> Role | None:
    """An apposition: "Safdar Mohsini, chief of the provincial council"."""
    if end + 1 >= ceiling or doc[end].text != ",":
        return None
    found = _phrase(doc, end + 1, ceiling)
    return found[0] if found and not _is_plural(found[0][0]) else None


def _is_plural(role: str) -> bool:
    """ "sons", "former senators": said of more than one."""
    head = role.split(" in ")[0].split(" for ")[0].rpartition(" ")[2].lower()
    return singular(head) != head


def _ahead(doc: Doc, start: int, end: int, floor: int, ceiling: int) -> Role | None:
    """The name itself is the apposition: "the Taliban spokesman in Qatar, Suhail Shaheen"."""
    if start - 2 < floor or doc[start - 1].text != ",":
        return None
    if end < ceiling and doc[end].text not in {",", "."} and doc[end].pos_ not in {"VERB", "AUX"}:
        return None
    best: Role | None = None
    for first in range(start - 2, max(floor - 1, start - 2 - 2 * _REACH), -1):
        if doc[first].text in {",", ";", ":", "."} or doc[first].tag_ in _FINITE:
            break
        if doc[first].pos_ in {"DET", "PRON"} and first + 1 < start:
            found = _phrase(doc, first, start - 1)
            if found and found[1] == start - 1:
                best = found[0]
    return best
