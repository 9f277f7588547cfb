"""Channels in words: what they are called, how they compare, and the first conclusion."""

from dataclasses import dataclass

from core.analysis.channels import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services.channel_source import Source
from core.services.channels import REST, KindRow, Row, Turn, View
from core.services.today_view import Compare
from core.stats.proportions import Tally
from core.terms import Evidence, Period, Vocabulary
from core.wording import exports

FULL = 100


@dataclass(frozen=True, slots=True)
class RowWords:
    """One channel as it stands in the table and beside its dot."""

    name: str
    kind: str
    rate: str
    bounds: str
    visits: str
    change: str


def of_visits(share: float | None, *, exact: bool = True) -> str:
    """A rate told in visits: 4.1 of 100; below one in a hundred of 1,000."""
    if share is None:
        return formats.UNKNOWN
    base = FULL if share * FULL >= 1 or share == 0 else FULL * 10
    return _("{part} of {base} visits").format(
        part=formats.number(share * base, 1 if exact else 0), base=formats.number(base)
    )


def bounds(low: float, high: float) -> str:
    """Between which rates a rate lies."""
    return formats.span(formats.number(low * FULL, 1), formats.rate(high))


def row(one: Row, folded: int) -> RowWords:
    """A channel in words; ``folded`` channels are in the row of all smaller ones."""
    rate = one.rate
    return RowWords(
        name(one.key, folded),
        kind(one.kind) if one.key != REST else formats.UNKNOWN,
        formats.rate(rate.shrunk.mean if rate else None),
        bounds(*rate.bounds) if rate else formats.UNKNOWN,
        _turn(one.visits_turn, of_rate=False),
        _turn(one.rate_turn, of_rate=True),
    )


def moves(one: Row) -> list[str]:
    """What surely changed about a channel, each with its numbers; nothing where nothing did."""
    told = []
    if one.visits_turn.direction:
        told.append(
            _("{name}: visits {before} → {now}, {change}").format(
                name=one.key,
                before=formats.number(one.visits_before),
                now=formats.number(one.visits),
                change=_turn(one.visits_turn, of_rate=False),
            )
        )
    if one.rate_turn.direction and one.rate is not None:
        told.append(
            _("{name}: payment rate {before} → {now}, {change}").format(
                name=one.key,
                before=formats.rate(one.rate_before),
                now=formats.rate(one.rate.tally.rate),
                change=_turn(one.rate_turn, of_rate=True),
            )
        )
    return told


def name(key: str, folded: int = 0) -> str:
    """What a channel is called; the row of all smaller ones says how many they are."""
    if key == REST:
        return _("{count} smaller channels").format(count=formats.number(folded))
    return key


def kind(found: Kind) -> str:
    """How a seller comes by such visits."""
    return {
        Kind.PAID: _("Paid ads"),
        Kind.OWN: _("Own messages"),
        Kind.ORGANIC: _("Unpaid"),
        Kind.OTHER: _("Something else"),
    }[found]


def _turn(turn: Turn, *, of_rate: bool) -> str:
    if turn.direction > 0:
        return _("▲ went up · better") if of_rate else _("▲ more visits")
    if turn.direction < 0:
        return _("▼ went down · worse") if of_rate else _("▼ fewer visits")
    if turn.level is Evidence.HINT:
        return _("May have changed a little")
    return _("No more than usual ups and downs")


def title(view: View) -> str:
    """What the chart of rates shows: who is surely ahead or behind, else that nobody is."""
    rates = {one.key: one.rate for one in view.rows}
    ahead = rates.get(view.best) if view.best else None
    behind = rates.get(view.worst) if view.worst else None
    if view.worst and behind:
        return _("{name}: {payments} of {visits}, fewer than by any other channel").format(
            name=view.worst, **_counted(behind.tally)
        )
    if view.best and ahead:
        return _("{name}: {payments} of {visits}, more than by any other channel").format(
            name=view.best, **_counted(ahead.tally)
        )
    return _("No channel is surely ahead of all others or behind them")


def _counted(tally: Tally) -> dict[str, str]:
    # What was counted; the rate in the chart is drawn towards what is usual.
    return {
        "payments": formats.count(tally.successes, "orders"),
        "visits": formats.count(tally.trials, "visits"),
    }


def vocabulary(found: Vocabulary) -> str:
    """Whose words the numbers are."""
    return {
        Vocabulary.SMARTSTORE: _("statistics of 2026"),
        Vocabulary.BIZADVISOR: _("BizAdvisor"),
        Vocabulary.COUPANG: _("Coupang"),
        Vocabulary.GA4: _("Google Analytics"),
        Vocabulary.TYPED: _("typed by hand"),
        Vocabulary.OTHER: _("our template"),
    }[found]


def vocabulary_note(source: Source) -> str:
    """What visits and payments are called where they come from, and what is never mixed."""
    if source.vocabulary is Vocabulary.SMARTSTORE:
        return _(
            "Visits are 방문수, payments 상품결제건수, one for each product of an order."
            " BizAdvisor is not added."
        )
    if source.vocabulary is Vocabulary.BIZADVISOR:
        return _("Visits are 유입수, payments 결제수(마지막클릭). No estimate is added.")
    return _("All numbers are counted the way of {words}.").format(
        words=vocabulary(source.vocabulary)
    )


def days_note(view: View, compare: Compare) -> str:
    """Which days are looked at, with which they are compared, and which are missing."""
    if view.source is None or view.period is None:
        return formats.period(view.period)
    if view.source.own_period:
        return _("{period} · the only days that the file adds up").format(
            period=formats.period(view.period)
        )
    return _compared(view.period, view.before, compare)


def _compared(period: Period, before: Period | None, compare: Compare) -> str:
    told = formats.period(period)
    if before is None:
        return _("{period} · nothing earlier to compare with").format(period=told)
    sentence = (
        _("{period} · compared with a year earlier, {before}")
        if compare is Compare.LAST_YEAR
        else _("{period} · compared with {before}")
    )
    return sentence.format(period=told, before=formats.period(before))


def missing_note(view: View) -> str | None:
    """How many days of the period no file tells of; None if it is complete."""
    if view.source is None or view.period is None:
        return None
    missing = view.period.days - view.source.days
    if missing > 0:
        return _("There are no numbers for {days} of {all}.").format(
            days=formats.count(missing, "days"), all=formats.count(view.period.days, "days")
        )
    if view.left_out:
        return _("{days} had no counterpart and were not compared.").format(
            days=formats.count(view.left_out, "days")
        )
    return None


def kinds_title(rows: tuple[KindRow, ...]) -> str:
    """What the parts of paid, own and unpaid visits come to."""
    paid = next((one for one in rows if one.kind is Kind.PAID), None)
    if paid is None or not any(one.visits for one in rows):
        return _("Nothing to share out yet")
    if paid.gross_share is None:
        return _("{visits}% of visits are paid for").format(visits=paid.visits_share)
    return _("{visits}% of visits are paid for; they bring {won}% of sales").format(
        visits=paid.visits_share, won=paid.gross_share
    )


def share(found: int | None) -> str:
    """A share in whole per cent."""
    return formats.UNKNOWN if found is None else f"{found}%"


def unknown_note(view: View) -> str | None:
    """Which channels are of no known kind; None if there are none."""
    if not view.unknown:
        return None
    shown = ", ".join(view.unknown[:3])
    more = len(view.unknown) - 3
    if more > 0:
        shown = _("{names} and {count} more").format(names=shown, count=formats.number(more))
    return _("Counted as something else because their kind is not known: {names}").format(
        names=shown
    )


def origin(
    source: Source | None, period: Period | None, meaning: str, formula: str
) -> list[tuple[str, str]]:
    """Where numbers come from: pairs of a heading and its text."""
    told = [(_("Meaning"), meaning), (_("Formula"), formula), (_("Period"), formats.period(period))]
    if source is not None:
        told.append((_("Files"), exports.name(source.report)))
        told.append((_("Counted in the words of"), vocabulary(source.vocabulary)))
    return told


def rate_origin(view: View) -> list[tuple[str, str]]:
    """Where the rates come from."""
    return origin(
        view.source,
        view.period,
        _("How many visits by a channel ended in a payment. Few visits are pulled to the usual."),
        _("Payments ÷ visits, weighed with what is usual among all channels; range 95%"),
    )


def kinds_origin(view: View) -> list[tuple[str, str]]:
    """Where the parts of paid, own and unpaid visits come from."""
    return origin(
        view.source,
        view.period,
        _("Which part of visits and sales was paid for, came by own messages, or neither."),
        _("By words in the names of channels; whole parts that add up to 100"),
    )
