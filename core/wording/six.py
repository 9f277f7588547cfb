"""The conclusion from six typed numbers in words."""

from dataclasses import dataclass

from core.analysis.six import Part, PartChange, Split, Unsplit, Week
from core.i18n import formats
from core.i18n import gettext as _
from core.terms import Evidence, Period
from core.verdicts.facts import LEAST_ORDERS
from core.verdicts.six import Lack, SixVerdict, bounds
from core.wording import verdicts
from core.wording.verdicts import NumberWords

PRECISE_FROM = 1_000
"""Visits from which on a rate is written with one decimal."""


@dataclass(frozen=True, slots=True)
class SixWords:
    """The card, the chart's title, and what to know about the parts."""

    headline: str
    reason: str
    badge: str
    numbers: tuple[NumberWords, ...]
    todo: str
    why: tuple[str, str, str]
    chart: str
    notes: tuple[str, ...]


def words(verdict: SixVerdict, before: Period, now: Period) -> SixWords:
    """All there is to say about the two weeks ``before`` and ``now``."""
    return SixWords(
        headline=_headline(verdict),
        reason=" ".join(_reason(verdict)),
        badge=verdicts.evidence(verdict.level),
        numbers=_numbers(verdict),
        todo=_todo(verdict),
        why=(_looked_at(before, now), _how_far(verdict), _wrong_if()),
        chart=_chart(verdict),
        notes=_notes(verdict.split),
    )


def part_name(part: Part) -> str:
    """What a part is called."""
    return {
        Part.VISITS: _("Visits to the shop"),
        Part.RATE: _("Orders per visit"),
        Part.ORDERS: _("Orders"),
        Part.ORDER_VALUE: _("Average order value"),
    }[part]


def signed(won: int) -> str:
    """Won with their sign, to the won: +221,920원."""
    return ("+" if won > 0 else "") + formats.won(won)


def part_line(change: PartChange, split: Split) -> str:
    """A part with its value before and now: 유입 4,000번 → 3,400번."""
    return _("{name} {before} → {now}").format(
        name=part_name(change.part),
        before=_value(change.part, split.before, split),
        now=_value(change.part, split.now, split),
    )


def _headline(verdict: SixVerdict) -> str:
    if verdict.level is Evidence.EARLY or verdict.named is None:
        return _("It is too early to judge.")
    if not verdict.fell:
        return _("Keep up what helped {part}.").format(part=part_name(verdict.named.part))
    return {
        Part.VISITS: _("Look after your visits first."),
        Part.RATE: _("Look after the moment of buying first."),
        Part.ORDERS: _("Look after your orders first."),
    }[verdict.named.part]


def _reason(verdict: SixVerdict) -> list[str]:
    """Up to three sentences."""
    split, named = verdict.split, verdict.named
    said = []
    if verdict.lack is Lack.ORDERS:
        orders = split.before.orders + split.now.orders
        said.append(
            _("With {orders} it is too early to speak of rates. You can see more after about "
              "{missing} more.").format(
                orders=formats.count(orders, "orders"),
                missing=formats.count(verdict.missing, "orders"),
            )
        )  # fmt: skip
    else:
        said.append(_changed(split.change))
    if named is not None:
        said.append(
            _("Of all parts {part} has the largest share, {won}.").format(
                part=part_name(named.part), won=signed(named.won)
            )
        )
    if split.unsplit is Unsplit.NO_ORDERS and verdict.lack is not Lack.ORDERS:
        said.append(_no_orders())
    return said


def _changed(change: int) -> str:
    if change == 0:
        return _("Revenue was the same in both weeks.")
    text = _("Revenue was {won} lower than the week before.")
    if change > 0:
        text = _("Revenue was {won} higher than the week before.")
    return text.format(won=formats.won(abs(change)))


def _no_orders() -> str:
    return _("A week without orders cannot be split into parts.")


def _numbers(verdict: SixVerdict) -> tuple[NumberWords, ...]:
    split, named = verdict.split, verdict.named
    revenue = NumberWords(
        _("Revenue after refunds"),
        formats.won(split.now.revenue),
        formats.won(split.before.revenue),
    )
    part = named.part if named else Part.ORDERS
    now, before = (_value(part, week, split) for week in (split.now, split.before))
    return revenue, NumberWords(part_name(part), now, before)


def _value(part: Part, week: Week, split: Split) -> str:
    number = week.factor(part)
    if part is Part.RATE:
        return _rate(week, split)
    if part is Part.ORDER_VALUE:
        return formats.won(number)
    unit = "visits" if part is Part.VISITS else "orders"
    return formats.count(None if number is None else int(number), unit)


def _rate(week: Week, split: Split) -> str:
    """A rate only where there is enough for one; else how many of how many."""
    if not week.visits:
        return formats.UNKNOWN
    few = split.before.orders + split.now.orders < LEAST_ORDERS
    if few or week.visits < formats.SHARE_FROM:
        return _("{orders} of {visits}").format(
            orders=formats.count(week.orders, "orders"),
            visits=formats.count(week.visits, "visits"),
        )
    return formats.rate(week.rate, 1 if week.visits >= PRECISE_FROM else 0)


def _todo(verdict: SixVerdict) -> str:
    if verdict.lack is Lack.ORDER_FILE:
        text = _("Upload an order file to see how much orders differ.")
    elif verdict.level is Evidence.EARLY or verdict.named is None:
        text = _("Write down the numbers of next week too.")
    elif not verdict.fell:
        text = _("Write down what you changed in this period, to use it again.")
    elif verdict.named.part is Part.RATE:
        text = _("Read the page of your best seller as a customer would.")
    else:
        text = _("Look again at title and first picture of your best seller.")
    return text


def _looked_at(before: Period, now: Period) -> str:
    return _("We compared {now} with {before}.").format(
        now=formats.period(now), before=formats.period(before)
    )


def _how_far(verdict: SixVerdict) -> str:
    named = verdict.named
    if verdict.lack is Lack.ORDER_FILE:
        return _("How much orders usually differ can only be seen from an order file.")
    if named is None or named.part is not Part.RATE or verdict.probability is None:
        return _("How your shop usually goes up and down cannot be told from this yet.")
    told = {
        Evidence.KNOWN: _("It is more than chance alone would do."),
        Evidence.HINT: _("It is a little more than chance alone would do."),
    }.get(verdict.level, _("Chance alone would do as much."))
    return f"{told} {_bounds(verdict.split)}"


def _bounds(split: Split) -> str:
    # Of more orders than visits there are none, but those are never judged.
    low, high = (formats.number(rate * 100, 1) for rate in bounds(split) or (0, 1))
    return _("Really {range} of 100 visits ended in an order.").format(
        range=formats.span(low, high)
    )


def _wrong_if() -> str:
    return " ".join((
        _("It could be wrong if a holiday fell into only one of the periods."),
        _("See also whether there was a sale in one of the periods."),
    ))  # fmt: skip


def _chart(verdict: SixVerdict) -> str:
    named = verdict.named
    if named is None:
        return _("How the two weeks differ")
    if verdict.level is Evidence.EARLY:
        return _("How the two weeks differ, by the numbers alone")
    return _("{part} has the largest share").format(part=part_name(named.part))


def _notes(split: Split) -> tuple[str, ...]:
    notes = []
    if split.unsplit is Unsplit.NO_VISITS:
        notes.append(
            _("Visits are missing or 0, so only orders and order value could be told apart.")
        )
    if split.unsplit is Unsplit.NO_ORDERS:
        notes.append(_no_orders())
    if split.parts:
        added = " ".join(signed(part.won) for part in split.parts)
        total = signed(split.change)
        notes += [
            _("{parts} = {total}").format(parts=added, total=total),
            _("The parts are rounded so that their sum is right to the won."),
        ]
    return tuple(notes)
