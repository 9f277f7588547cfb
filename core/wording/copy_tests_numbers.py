"""Rates of versions told in people, money of a month, and names with their particles."""

from collections.abc import Iterable
from math import ceil
from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.terms.copy_tests import Response

BASES: Final = (100, 1000, 10_000)
"""Of so many people the rates are told, so that the smallest is one of them at least."""

TINY: Final = 1e-9

ROUNDED_AWAY: Final = 0.05
"""What is smaller reads 0 with one decimal."""


def both(names: Iterable[str]) -> str:
    """Two or more names in a row: A와 B, in English A and B."""
    *first, last = names
    return _("{first} and {last}").format(first=spoken.along(", ".join(first)), last=last)


def base_of(rates: Iterable[float]) -> int:
    """Of how many people some rates are told."""
    least = min((one for one in rates if one > 0), default=1.0)
    return next((base for base in BASES if least * base >= 1 - TINY), BASES[-1])


def people(rates: list[float]) -> tuple[int, list[str]]:
    """Of how many people, and how many of them; with a decimal where two would read the same."""
    base = base_of(rates)
    plain = [formats.number(one * base) for one in rates]
    same = len(set(plain)) < len(set(rates))
    return base, [formats.number(one * base, 1) for one in rates] if same else plain


def step(before: float, after: float) -> dict[str, str]:
    """From so many to so many of so many, for a sentence."""
    base, (low, high) = people([before, after])
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
        "range": formats.span(_signed(low * base), _signed(high * base)),
    }


def _signed(value: float) -> str:
    shown = formats.number(abs(value), 1)
    if shown == "0.0":
        return "0"
    return ("+" if value > 0 else formats.MINUS) + shown
