"""Rates of versions told in people, money of a month, and names with their particles."""

from collections.abc import Iterable
from math import ceil
from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.terms.copy_tests import Response
from core.verdicts.copy_tests import Said
from core.verdicts.copy_tests_plan import BASES, of_people

TINY: Final = 1e-9

ROUNDED_AWAY: Final = 0.05
"""What is smaller reads 0 with one decimal."""


def both(names: Iterable[str]) -> str:
    """Two or more names in a row: A와 B, in English A and B."""
    *first, last = names
    return _("{first} and {last}").format(first=spoken.along(", ".join(first)), last=last)


def base_of(rates: Iterable[float]) -> int:
    """Of how many people some rates are told."""
    return of_people(min((one for one in rates if one > 0), default=1.0))


def people(rates: list[float]) -> tuple[int, list[str]]:
    """Of how many people, and how many of them; with a decimal where two would read the same."""
    base, decimals = told_in(rates)
    return base, [formats.number(one * base, decimals) for one in rates]


def told_in(rates: list[float]) -> tuple[int, int]:
    """Of how many people rates are told, and with how many decimals."""
    base = base_of(rates)
    plain = {formats.number(one * base) for one in rates}
    return base, int(len(plain) < len(set(rates)))


def step(before: float, after: float) -> dict[str, str]:
    """From so many to so many of so many, for a sentence.

    The rates are those of a plan, in tenths of a person; both have a decimal or none has.
    """
    base = of_people(before)
    tenths = [formats.rounded(one * base, 1) for one in (before, after)]
    digits = 0 if all(one == int(one) for one in tenths) else 1
    low, high = (formats.number(one * base, digits) for one in (before, after))
    return {"base": formats.number(base), "low": low, "high": high}


def within(rate: float, base_rate: float) -> dict[str, str]:
    """Fewer than so many of so many: rounded up, so that it stays true."""
    base = base_of([base_rate])
    most = ceil(rate * base * 10 - TINY) / 10
    return {"base": formats.number(base), "most": formats.number(most, 1)}


def rates(response: Response, told: list[tuple[str, float]]) -> str:
    """100명 중 A는 3명, B는 5명이 샀어요."""
    base, numbers = people([rate for _letter, rate in told])
    each = ", ".join(
        _("{count} with {name}").format(name=spoken.topic(letter), count=number)
        for (letter, _rate), number in zip(told, numbers, strict=True)
    )
    sentence = {
        Response.CLICKS: _("Clicked, of {base} people: {each}."),
        Response.REPLIES: _("Replied, of {base} people: {each}."),
    }.get(response, _("Bought, of {base} people: {each}."))
    return sentence.format(base=formats.number(base), each=each)


def signed_span(low: float, high: float, base_rate: float) -> dict[str, str]:
    """Between which differences: −1.3~+1.6 of so many people; 0 only where it is 0."""
    base = base_of([base_rate])
    least = min((abs(one) for one in (low, high) if one), default=1.0)
    while least * base < ROUNDED_AWAY and base < BASES[-1]:
        base *= 10
    return {
        "base": formats.number(base),
        # A dash between two signs would read like a third one.
        "range": _("{low} to {high}").format(low=_signed(low * base), high=_signed(high * base)),
    }


def lift(one: Said, control: Said) -> str:
    """How much more often than the control, in percent, with its bounds; empty where unknown."""
    if one.ratio is None or not control.rate or one.rate is None or one.letter == control.letter:
        return ""
    low, high = one.ratio
    seen = _percent(one.rate / control.rate)
    if high is None:
        return seen
    span = _("{low} to {high}").format(low=_percent(low), high=_percent(high))
    return f"{seen} ({span})"


def _percent(ratio: float) -> str:
    shown = formats.number(abs(ratio - 1) * 100)
    if shown == "0":
        return "0%"
    return ("+" if ratio > 1 else formats.MINUS) + shown + "%"


def _signed(value: float) -> str:
    shown = formats.number(abs(value), 1)
    if shown == "0.0":
        return "0"
    return ("+" if value > 0 else formats.MINUS) + shown
