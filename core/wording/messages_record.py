"""The record of messages, in words: its cells and what to do next."""

import re
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_called import Called
from core.services.messages_next import Do, Step
from core.services.messages_record import Cell
from core.wording import messages_names
from core.wording import messages_results as said

_LONGEST: Final = 24
_PLACE: Final = re.compile(r"\{[^{}]*\}")


def message(one: Cell, names: Called) -> str:
    """What a text is called: its name, else its scenario, else how it begins."""
    name = names.texts.get(one.message or 0, "")
    if not name and one.scenario is not None:
        name = f"{said.scenario(one.scenario, names)} {one.letter}"
    # Places that are filled in for each person say nothing here.
    name = name or " ".join(_PLACE.sub("", one.text).split())
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…"
    told = messages_names.foreign(short or _("No text was kept"), one.language)
    return _("{message} (before it was changed)").format(message=told) if is_old(one, names) \
        else told  # fmt: skip


def is_old(one: Cell, names: Called) -> bool:
    """Whether it is of a text that says something else by now."""
    now = names.words.get(one.message or 0, one.words)
    return bool(one.words) and now != one.words


def share(one: Cell) -> str:
    """The part that bought."""
    if one.bought is None:
        return formats.UNKNOWN
    return formats.percent(one.bought.successes, one.bought.trials)


def bounds(one: Cell) -> str:
    """Between which bounds that part lies; of a few it is not said."""
    found = one.bounds
    if found is None:
        return formats.UNKNOWN
    if one.is_thin:
        return _("too few to say")
    low, high = (formats.number(value * 100, 1) for value in found)
    return f"{formats.span(low, high)}%"


def reacted(one: Cell) -> str:
    """The part that clicked or answered."""
    if one.reacted is None:
        return formats.UNKNOWN
    return formats.percent(one.reacted.successes, one.reacted.trials)


def step(one: Step, names: Called) -> tuple[str, str]:
    """What to do next, and on what that rests."""
    return _HEADS[one.do](one, names), _REASONS[one.do](one, names)


def _scenario(one: Step, names: Called) -> str:
    return said.scenario(one.scenario, names)


def _keep(one: Step, names: Called) -> str:
    return _("Send “{scenario}” again.").format(scenario=_scenario(one, names))


def _stop(one: Step, names: Called) -> str:
    return _("Pause “{scenario}”.").format(scenario=_scenario(one, names))


def _elsewhere(one: Step, names: Called) -> str:
    return _("Try “{message}” for “{persona}” as well.").format(
        message=message(one.cells[0], names), persona=said.persona(one.persona, names)
    )


def _compare(one: Step, names: Called) -> str:
    return _("Compare two texts of “{scenario}” once more.").format(scenario=_scenario(one, names))


def _leave_out(one: Step, names: Called) -> str:
    return _("Leave 1 of 10 out when you send “{scenario}” next.").format(
        scenario=_scenario(one, names)
    )


def _gather(one: Step, names: Called) -> str:
    return _("Send “{message}” to more people.").format(message=message(one.cells[0], names))


def _gained(one: Step, names: Called) -> str:
    del names
    return "" if one.standing is None else _("So far: {gained}").format(
        gained=said.gained(one.standing)
    )  # fmt: skip


def _well(one: Step, names: Called) -> str:
    cell = one.cells[0]
    return _("Of those who got it in “{scenario}” {share} bought.").format(
        scenario=_scenario(one, names), share=share(cell)
    )


def _alike(one: Step, names: Called) -> str:
    first, second = one.cells
    return _("{a}: {share_a}, {b}: {share_b} bought. That is too close to say.").format(
        a=message(first, names), share_a=share(first), b=message(second, names),
        share_b=share(second),
    )  # fmt: skip


def _unknown(one: Step, names: Called) -> str:
    del names
    if one.needed is None:
        return _("Without anybody to compare with nobody knows what it brought.")
    return _("With {people} on the list a doubling of purchases becomes visible.").format(
        people=formats.count(one.needed, "people")
    )


def _few(one: Step, names: Called) -> str:
    del names
    return _("It went to {sent}. From {least} on its share is shown.").format(
        sent=formats.count(one.cells[0].sent, "people"), least=formats.count(30, "people")
    )


_HEADS = {
    Do.KEEP: _keep, Do.STOP: _stop, Do.ELSEWHERE: _elsewhere, Do.COMPARE: _compare,
    Do.LEAVE_OUT: _leave_out, Do.GATHER: _gather,
}  # fmt: skip
_REASONS = {
    Do.KEEP: _gained, Do.STOP: _gained, Do.ELSEWHERE: _well, Do.COMPARE: _alike,
    Do.LEAVE_OUT: _unknown, Do.GATHER: _few,
}  # fmt: skip


def name(one: Cell, names: Called) -> str:
    """A cell in a picture."""
    called = message(one, names)
    letter = "" if called.endswith(f" {one.letter}") else f" {one.letter}"
    return f"{called}{letter} · {said.persona(one.persona, names)}"


def best(one: Cell, names: Called) -> str:
    """The cell that surely did best."""
    return _("Highest with certainty: {name}, {share} bought").format(
        name=name(one, names), share=share(one)
    )


def each(one: Cell) -> str:
    """Messages for one purchase; not known is not none."""
    return formats.UNKNOWN if one.purchases is None else said.per_purchase(one.per_purchase)


def unsorted(count: int) -> str:
    """How many messages belong to no persona or no scenario."""
    return _("{count} have no persona or no scenario. Sorted, they add to what is learnt.").format(
        count=formats.count(count, "messages")
    )
