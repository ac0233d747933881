"""Can two mentions of one person be of the same one: by name, age and sex."""

from __future__ import annotations

from briefer.annotate.casualties.groups import Group
from briefer.annotate.incidents.lexicon import lexicon


def conflict(one: Group, other: Group) -> bool:
    """Do age or sex tell two persons apart?"""
    if one.age is not None and other.age is not None and one.age != other.age:
        return True
    words = lexicon()
    heads = {one.head, other.head}
    return bool(heads & words.female and heads & words.male)


def same_person(one: Group, other: Group) -> bool:
    """Can the nouns of two single mentions name one person: "a boy" and "the child", not "a man" and "a woman"?"""
    if conflict(one, other):
        return False
    if one.age is not None and one.age == other.age:
        return True
    words = lexicon()
    return (
        one.head == other.head
        or one.generic
        or other.generic
        or {one.head, other.head} <= words.female | words.male | words.either
    )


def self_harm(one: Group, other: Group) -> bool:
    """Can one who died by his own hand be the one who is told dead elsewhere: of one age, or of one narrow noun?"""
    if conflict(one, other) or (one.name and other.name):
        return False
    if one.age is not None and one.age == other.age:
        return True
    return one.head == other.head and not one.generic and one.head is not None


def same_name(one: Group, other: Group) -> bool:
    """Do two names fit one person: is every word of one in the other ("Ruiz", "Ana Ruiz", "Ana Ruiz Soto")?"""
    if one.name is None or other.name is None:
        return False
    ranks = lexicon().persons | lexicon().titles | lexicon().ranks
    words, others = ({word.strip("’'.,").casefold() for word in name.split()} - ranks for name in (one.name, other.name))
    return words <= others or others <= words
