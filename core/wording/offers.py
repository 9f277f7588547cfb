"""Offers by channels, in words."""

from typing import Final

import pandas as pd

from core import i18n
from core.i18n import formats
from core.i18n import gettext as _
from core.services.offers import Offer, OfferProblem, Phase
from core.services.offers_board import Board, Cell, Fault, Row, State
from core.services.offers_found import Found, Origin, Trait
from core.services.offers_places import Place
from core.terms import Period
from core.wording.message import Message

MARKS: Final = {
    State.SAME: "✓", State.APART: "≠", State.STANDS: "!", State.UNSEEN: "?", State.ABSENT: "–",
    State.GONE: "·",
}  # fmt: skip
"""The sign of each state, beside its words."""


def phase(one: Phase) -> str:
    """How far an offer is."""
    return {
        Phase.RUNNING: _("running now"),
        Phase.AHEAD: _("to come"),
        Phase.OVER: _("over"),
    }[one]


def percent(one: int | None) -> str:
    """A discount."""
    return _("{percent}% off").format(percent=one) if one else _("no discount")


def days(one: Offer) -> str:
    """The days of an offer."""
    return formats.period(Period(one.first, one.last))


def promise(one: Offer) -> str:
    """What is promised: the words, and the discount where the words do not tell it."""
    parts = [one.what] if one.what else []
    if one.percent and not tells(one):
        parts.append(percent(one.percent))
    return " · ".join(parts)


def tells(one: Offer) -> bool:
    """Whether the words of an offer tell its discount."""
    return f"{one.percent}%" in "".join(one.what.split())


def title(one: Offer) -> str:
    """An offer with its days."""
    return f"{one.name} · {days(one)}"


def state(one: Cell, offer: Offer) -> str:
    """How an offer stands in a channel, in a few words."""
    if one.faults:
        return ", ".join(fault(it) for it in one.faults)
    if one.place is not None and one.state is State.UNSEEN and _is_partly_seen(one.place):
        return _("not all of it looked at yet")
    return {
        State.SAME: _("the same"),
        State.APART: "",
        State.STANDS: _("over, but still there"),
        State.UNSEEN: _("not looked at yet"),
        State.ABSENT: _("not carried"),
        State.GONE: _("gone since it ended") if _ended_in_time(one, offer) else _("gone"),
    }[one.state]


def fault(one: Fault) -> str:
    """In what it differs."""
    return {
        Fault.PERCENT: _("another discount"),
        Fault.PERIOD: _("other days"),
        Fault.WORDS: _("the promise is missing"),
    }[one]


def details(one: Cell, offer: Offer) -> tuple[str, ...]:
    """What stands there beside what was planned, one line for each difference."""
    if one.place is None:
        return ()
    place = one.place
    if one.state is State.STANDS:
        until = formats.day(place.last) if place.last else _("no end")
        return (_("There until: {until}. It was to end on {day}.").format(
            until=until, day=formats.day(offer.last)),)  # fmt: skip
    lines = {
        Fault.PERCENT: _("There: {there}. Planned: {planned}.").format(
            there=percent(place.percent), planned=percent(offer.percent)),
        Fault.PERIOD: _("There: {there}. Planned: {planned}.").format(
            there=place_days(place), planned=days(offer)),
        Fault.WORDS: _("“{promise}” does not stand there.").format(promise=offer.what),
    }  # fmt: skip
    return tuple(lines[it] for it in one.faults)


def place_days(one: Place) -> str:
    """The days of an offer in a channel."""
    if one.first is None:
        return formats.UNKNOWN
    if one.last is None:
        return _("from {day}, no end told").format(day=formats.day(one.first))
    return formats.period(Period(one.first, one.last))


def counted(row: Row) -> str:
    """In how many channels an offer stands how."""
    told = {
        State.SAME: _("{count} the same"),
        State.APART: _("{count} different"),
        State.STANDS: _("{count} still there"),
        State.UNSEEN: _("{count} to look at"),
        State.GONE: _("{count} gone"),
    }
    parts = [said.format(count=len(row.having(it))) for it, said in told.items() if row.having(it)]
    return " · ".join([_("Carried in {count}").format(count=len(row.carried)), *parts])


def absent(row: Row) -> str:
    """The channels that do not carry it."""
    named = ", ".join(one.channel for one in row.having(State.ABSENT))
    return _("Not carried in: {channels}").format(channels=named)


def found(one: Found) -> str:
    """One thing that speaks of an offer elsewhere."""
    where = {
        Origin.MESSAGE: _("A message"),
        Origin.CONTENT: _("Content calendar"),
        Origin.EVENT: _("Event"),
    }[one.origin]
    parts = [where, one.channel, formats.day(one.day), f"“{one.title}”"]
    if one.said:
        parts.append(one.said)
    return " · ".join(part for part in parts if part)


def traits(one: Found) -> str:
    """In what it is not as planned; empty where it is."""
    last = formats.day(one.last)
    return " ".join({
        Trait.OTHER_PROMISE: _("It promises something else on the same days."),
        Trait.OTHER_DAYS: _("It names another last day: {day}.").format(day=last)
        if one.origin is Origin.MESSAGE else _("Its days are others."),
        Trait.TOO_LATE: _("That is after the last day."),
    }[it] for it in one.traits)  # fmt: skip


def copied(one: Offer) -> str:
    """A text to paste anywhere: what is promised, and from when to when. Customers read Korean."""
    with i18n.speaking("ko"):
        lines = [one.what] if one.what else [one.name]
        if one.percent and not tells(one):
            lines.append(percent(one.percent))
        lines.append(days(one))
    return "\n".join(lines)


def grid(found: Board) -> pd.DataFrame:
    """Offers by channels, a sign and words in each cell; see ``columns``."""
    cells = [
        [f"{MARKS[one.state]} {state(one, row.offer)}" for one in row.cells] for row in found.rows
    ]
    lines = [
        [row.offer.name, days(row.offer), *told]
        for row, told in zip(found.rows, cells, strict=True)
    ]
    return pd.DataFrame(lines, columns=list(columns(found)))


def columns(found: Board) -> dict[str, str]:
    """How the columns of the grid are headed; a channel may be called like one of the others."""
    named = {f"channel.{place}": one for place, one in enumerate(found.channels)}
    return {"offer": _("Offer"), "days": _("Offer days"), **named}


def sheet(found: Board) -> pd.DataFrame:
    """All cells one below the other, to take along."""
    names = [_("Offer"), _("State of the offer"), _("Begins on"), _("Ends on"), _("Promise"),
             _("Discount (%)"), _("Channel"), _("State"), _("First day there"),
             _("Last day there"), _("Discount there (%)"), _("Words there")]  # fmt: skip
    return pd.DataFrame([_line(row, one) for row in found.rows for one in row.cells], columns=names)


def refused(problem: OfferProblem) -> Message:
    """Something about offers was not kept."""
    return Message(
        _("It was not kept."),
        remedy={
            OfferProblem.NO_NAME: _("Give the offer a name."),
            OfferProblem.NO_PROMISE: _("Write what is promised, or a discount."),
            OfferProblem.TOO_LONG: _("Make it a little shorter."),
            OfferProblem.NO_FIRST: _("Choose the first day there too."),
            OfferProblem.ORDER: _("The last day lies before the first. Change one of them."),
            OfferProblem.TOO_MANY_DAYS: _("An offer may last a year at most."),
            OfferProblem.PERCENT: _("Write a discount from 0 to 100."),
            OfferProblem.NO_CHANNEL: _("Choose or write a channel."),
            OfferProblem.THERE: _("That channel is there already."),
            OfferProblem.NOTHING_LOOKED_AT: _("Say of at least one thing whether it is there."),
        }[problem],
    )


def _is_partly_seen(place: Place) -> bool:
    return place.is_dated or place.percent is not None or bool(place.words)


def _ended_in_time(one: Cell, offer: Offer) -> bool:
    place = one.place
    return place is not None and place.last is not None and place.last <= offer.last


def _line(row: Row, one: Cell) -> tuple[str, ...]:
    offer, place = row.offer, one.place
    there = (place.first, place.last, place.percent, place.words) if place else ()
    told = (
        offer.name, phase(row.phase), offer.first, offer.last, offer.what, offer.percent,
        one.channel, state(one, offer), *(there or [None] * 4),
    )  # fmt: skip
    # Whole numbers with gaps between them would get decimals.
    return tuple("" if one is None else str(one) for one in told)
