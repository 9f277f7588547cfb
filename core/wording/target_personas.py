"""The customer in one sentence and the personas, in words."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_personas import LONGEST_SENTENCE, Persona, Proof, ProofKind
from core.wording import target_names


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a persona: what it is called, what may be written there, an example."""

    name: str
    label: str
    example: str


def fields() -> tuple[Line, ...]:
    """The fields in which one writes, in the order of the card."""
    return (
        Line("job", _("Occupation"), _("works in an office, alone at home in the evening")),
        Line("interests", _("Interests"), _("tidy rooms, coffee at home, short trips")),
        Line("problem", _("Problem"), _("has no time to choose and dislikes a mess")),
        Line("wish", _("Solution they want"), _("something small that makes the room look better")),
        Line("tendency", _("How they choose"), _("reads reviews with pictures, then decides fast")),
        Line("liked_copy", _("Words that work"), _("short ones, with a number in them")),
    )


def label(name: str) -> str:
    """What a field of a persona is called."""
    others = {
        "name": _("Name"),
        "sentence": _("The customer in one sentence"),
        "age": _("Age"),
        "gender": _("Gender"),
        "needs": _("Needs, one a line"),
        "evidence": _("How do you know? Orders and copy tests"),
    }
    return others.get(name) or next(one.label for one in fields() if one.name == name)


def short(name: str) -> str:
    """The same as short as a list of what is missing needs it."""
    return {"sentence": _("one sentence"), "needs": _("one need")}.get(name) or label(name)


def missing(one: Persona) -> str:
    """What a card lacks before it is complete; empty of one that is."""
    if one.is_complete:
        return ""
    return _("Still missing: {what}").format(what=", ".join(map(short, one.missing)))


def state(one: Persona) -> str:
    """Whether a card is complete."""
    return _("Complete") if one.is_complete else _("Being written")


def lines(one: Persona) -> list[tuple[str, str]]:
    """What is written on a card: the name of a field and what it says."""
    told = [
        (_("Age"), ", ".join(target_names.age(code) for code in one.age)),
        (_("Gender"), target_names.gender(one.gender) if one.gender else ""),
        *((line.label, getattr(one, line.name)) for line in fields()),
        (_("Needs"), " · ".join(one.needs)),
    ]
    return [(name, text) for name, text in told if text]


def copied(one: Persona) -> str:
    """The name of a copy."""
    return _("{name}, copy").format(name=one.name)


def first_name() -> str:
    """What the first persona is called where only the sentence was written."""
    return _("Our customer")


def sentence_help() -> str:
    """How the sentence is written."""
    return _("Up to {count} letters, so that it is one thought.").format(
        count=formats.number(LONGEST_SENTENCE)
    )


def sentence_example() -> str:
    """A sentence as it may be written, which nobody takes for her own."""
    example = _("Our customers are people living alone who come home late.")
    return _("For example: {text}").format(text=example)


def examples() -> tuple[Persona, ...]:
    """Two made-up people to begin with; they are kept only if she keeps them."""
    return (
        Persona(
            name=_("Late from work, living alone"),
            sentence=_("Our customers are people living alone who come home late."),
            age=("20", "30"),
            gender="female",
            job=_("works in an office, home after eight"),
            interests=_("a cosy room, coffee at home"),
            problem=_("is tired and wants no more chores"),
            wish=_("a small thing that makes the room warmer at once"),
            tendency=_("looks at pictures first, reads three reviews"),
            liked_copy=_("Ten minutes to unwind after work"),
            needs=(_("to come home to a cosy room"), _("to buy without long comparing")),
        ),
        Persona(
            name=_("Looking for a gift"),
            sentence=_("Our customers are people who want a gift that cannot go wrong."),
            age=("30", "40"),
            gender="any",
            job=_("any"),
            interests=_("birthdays, moving house, thanks"),
            problem=_("is afraid that the gift will not please"),
            wish=_("a gift that arrives wrapped, on the day"),
            tendency=_("looks at the day of arrival and the wrapping"),
            liked_copy=_("Wrapped, with a card, there by Friday"),
            needs=(_("to be sure of the day"), _("wrapping that needs nothing more")),
        ),
    )


def test(title: str) -> str:
    """A copy test that speaks to a persona."""
    return _("Copy test: {name}").format(name=_cut(title) or _("A test without a name"))


def share(told: tuple[float, int]) -> str:
    """How many of those who pay are of that age and gender."""
    part, cases = told
    return _("{share} of {count} payments are of this age and gender.").format(
        share=formats.percent(round(part * cases), cases),
        count=formats.number(cases),
    )


def proof(one: Proof, name: str, orders: int | None) -> str:
    """One piece of evidence."""
    if one.kind is ProofKind.TEST:
        return test(name)
    if orders is None:
        return _("Orders: {name}").format(name=name)
    return _("Orders: {name} ({count})").format(name=name, count=formats.count(orders, "orders"))


def option(name: str) -> str:
    """A persona among those that a copy test may speak to; empty is everybody, and says so."""
    return name or _("Everybody (no persona)")


_LONGEST = 30


def _cut(text: str) -> str:
    short_text = " ".join(text.split())
    return short_text if len(short_text) <= _LONGEST else f"{short_text[:_LONGEST]}…"


def kept(name: str) -> str:
    """That a persona was kept."""
    return _("The persona “{name}” is saved.").format(name=name)
