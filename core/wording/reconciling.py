"""Orders laid beside statistics and settlements, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.analysis.reconciling import Reason
from core.i18n import formats
from core.i18n import gettext as _
from core.services.reconciled import Comparison, Day, Finding, Side
from core.services.reconciling import ORDER_FILES, STATISTIC_FILES, Reconciliation
from core.store.reconciling import Payout
from core.terms import Mall, Period
from core.wording import exports, importing, malls


@dataclass(frozen=True, slots=True)
class Words:
    """A comparison as it is told: the conclusion, two numbers, reasons, what to know besides."""

    headline: str
    numbers: tuple[tuple[str, str], tuple[str, str]]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]


def words(found: Comparison) -> Words:
    """All there is to say about a comparison."""
    return Words(
        headline(found),
        _numbers(found),
        (*(reason(one) for one in found.findings), *_rest(found)),
        _notes(found),
        _origin(found),
    )


def headline(found: Comparison) -> str:
    """Whether both accounts agree, and if not by how much they differ."""
    who, differing = _who(found.mall), found.differing
    days = formats.count(len(found.days), "days")
    if not found.won_days and not differing:
        return _("Payments agree on all {days}. The amounts cannot be compared yet.").format(
            days=days
        )
    if not differing:
        return _("Your order files and the {who} statistics agree on all {days}.").format(
            who=who, days=days
        )
    some = formats.count(len(differing), "days")
    if not found.size:
        return _("The number of payments differs on {some} of {days}.").format(some=some, days=days)
    text = _("Your order files and the {who} statistics differ on {some} of {days}.")
    if not found.rest_size and not found.rest_lines:
        text = _("The {who} statistics differ on {some} of {days}, and all of it has a reason.")
    return text.format(who=who, some=some, days=days)


def reason(found: Finding) -> str:
    """Why the accounts differ, how much of it that explains, and what can be done."""
    days, won = formats.count(found.days, "days"), formats.won(found.size)
    told = _reasons()[found.reason].format(
        days=days,
        won=won,
        lines=formats.count(found.lines, "order_lines"),
    )
    remedy = _remedies().get(found.reason)
    return f"{told} {remedy.format(periods=_periods(found.periods))}" if remedy else told


def empty(found: Reconciliation) -> tuple[str, str]:
    """What would be seen here, and which file it takes."""
    what = _("Here you will see whether your order files and the statistics agree.")
    if found.has_orders and found.has_statistics:
        return what, _("The two have no day in common yet. Upload files of the same days.")
    ours, theirs = (exports.name(it[Mall.SMARTSTORE]) for it in (ORDER_FILES, STATISTIC_FILES))
    if not found.has_orders and not found.has_statistics:
        return what, _("It takes two files of the same days ({first}, {second}).").format(
            first=ours, second=theirs
        )
    lacking = theirs if found.has_orders else ours
    return what, _("It takes the {file} of the same days.").format(file=lacking)


def table(days: Sequence[Day]) -> pd.DataFrame:
    """Days in both accounts, for the screen and for a file; money is whole won."""
    sold = [_sold(day.orders, day.statistics) for day in days]
    columns: dict[str, list[int | None]] = {
        "payments": [day.orders.payments for day in days],
        "told_payments": [day.statistics.payments for day in days],
        "net": [ours for ours, _theirs in sold],
        "told_net": [theirs for _ours, theirs in sold],
        "difference": [day.won for day in days],
        "unexplained": [day.rest for day in days],
    }
    frame = pd.DataFrame({"day": [day.day for day in days]})
    for name, values in columns.items():
        frame[name] = pd.array(values, dtype="Int64")
    return frame.assign(reasons=[_of_day(day) for day in days])


def short(found: Reason) -> str:
    """A reason in a word or two."""
    return {
        Reason.MISSING_ORDERS: _("Orders missing"),
        Reason.REFUND_DATING: _("Day of refund"),
        Reason.MISSING_CLAIMS: _("Refunds missing"),
        Reason.SHIPPING: _("Shipping fees"),
        Reason.SELLER_DISCOUNT: _("Your discounts"),
        Reason.NAVER_DISCOUNT: _("Discounts paid by Naver"),
        Reason.DISCOUNT: _("All discounts"),
        Reason.VAT: _("Tax"),
    }[found]


def payout(found: Payout) -> list[str]:
    """The orders beside what was settled."""
    told = [_payout(found)]
    if found.fee_base > 0:
        told.append(
            _("Fees took {rate} of what was settled: {fees} of {won}.").format(
                rate=formats.rate(found.fees / found.fee_base),
                fees=formats.won(found.fees),
                won=formats.won(found.fee_base),
            )
        )
    if found.strange:
        told.append(
            _("{lines} worth {won} were settled but stand in no order file.").format(
                lines=formats.count(found.strange, "order_lines"),
                won=formats.won(found.strange_won),
            )
        )
    if found.unsettled:
        told.append(
            _("{lines} worth {won} were confirmed but stand in no settlement.").format(
                lines=formats.count(found.unsettled, "order_lines"),
                won=formats.won(found.unsettled_won),
            )
        )
    return told


def _payout(found: Payout) -> str:
    lines = formats.count(found.compared, "order_lines")
    if not found.compared:
        return _("No settled order tells in the order files what was expected.")
    if not found.differing:
        return _("All {lines} were paid out as the order files expected: {won}.").format(
            lines=lines, won=formats.won(found.settled)
        )
    return _("Of {lines}, {some} were paid out differently: {won} instead of {expected}.").format(
        lines=lines,
        some=formats.count(found.differing, "order_lines"),
        won=formats.won(found.settled),
        expected=formats.won(found.expected),
    )


def _reasons() -> dict[Reason, str]:
    return {
        Reason.MISSING_ORDERS: _(
            "On {days}, {lines} paid for are only in the statistics, about {won}."
        ),
        Reason.REFUND_DATING: _(
            "{won} on {days} come from the day refunds are put on. The statistics take the day of "
            "the refund, your orders here the day of payment."
        ),
        Reason.MISSING_CLAIMS: _("Refunds of {won} on {days} are only in the statistics."),
        Reason.SHIPPING: _(
            "{won} on {days} equal the shipping fees. Only one of the two counts them."
        ),
        Reason.SELLER_DISCOUNT: _(
            "{won} on {days} equal the discounts you gave. Only one of the two takes them off."
        ),
        Reason.NAVER_DISCOUNT: _(
            "{won} on {days} equal the discounts Naver paid. Only one of the two takes them off."
        ),
        Reason.DISCOUNT: _(
            "{won} on {days} equal all discounts. Only one of the two takes them off."
        ),
        Reason.VAT: _("{won} on {days} equal the 10% tax. Only one of the two counts it."),
    }


def _remedies() -> dict[Reason, str]:
    return {
        Reason.MISSING_ORDERS: _("Upload an order file of {periods} once more."),
        Reason.MISSING_CLAIMS: _("Upload the cancellation and return files of {periods}."),
    }


def _rest(found: Comparison) -> list[str]:
    """What nothing explains; said always."""
    told = []
    if found.rest_size:
        told.append(
            _("We do not know yet where {won} come from.").format(won=formats.won(found.rest_size))
        )
    if found.rest_lines:
        told.append(
            _("{lines} are in your order files but not in the statistics.").format(
                lines=formats.count(found.rest_lines, "order_lines")
            )
        )
    if not told:
        told.append(_("No difference is left unexplained."))
    return told


def _numbers(found: Comparison) -> tuple[tuple[str, str], tuple[str, str]]:
    if not found.won_days:
        counts = (found.orders.payments, found.statistics.payments)
        ours, theirs = (formats.count(number, "order_lines") for number in counts)
        names = (_("Payments in your order files"), _("Payments in the statistics"))
        return (names[0], ours), (names[1], theirs)
    sold = _sold(found.orders, found.statistics)
    ours, theirs = (formats.won(number) for number in sold)
    if None in (found.orders.net, found.statistics.net):
        return (_("Sales in your order files"), ours), (_("Sales in the statistics"), theirs)
    names = (_("Net revenue in your order files"), _("Net revenue in the statistics"))
    return (names[0], ours), (names[1], theirs)


def _sold(ours: Side, theirs: Side) -> tuple[int | None, int | None]:
    """The net of both sides where both know it, else the gross."""
    if ours.net is None or theirs.net is None:
        return ours.gross, theirs.gross
    return ours.net, theirs.net


def _notes(found: Comparison) -> tuple[str, ...]:
    told = []
    if found.missing is not None:
        told.append(
            _("Only the statistics have {periods}. Upload an order file of these days.").format(
                periods=_periods(found.missing.periods)
            )
        )
    if found.unmatched:
        told.append(_("The statistics lack {periods}.").format(periods=_periods(found.unmatched)))
    told += [
        _("Orders of {mall} were left out: {lines}, {won}.").format(
            mall=malls.mall_name(mall),
            lines=formats.count(lines, "order_lines"),
            won=formats.won(won),
        )
        for mall, lines, won in found.others
    ]
    unknown = len(found.days) - found.won_days
    if unknown and found.won_days:
        told.append(
            _("On {days} only payments were compared, as amounts are missing.").format(
                days=formats.count(unknown, "days")
            )
        )
    return tuple(told)


def _origin(found: Comparison) -> tuple[tuple[str, str], ...]:
    return (
        (_("Your order files"), _("Orders by the day they were paid, less what was taken back.")),
        (_("Files"), importing.listed(found.files.orders) or formats.UNKNOWN),
        (_("Statistics"), _("Sales less refunds, as the mall counts them.")),
        (_("Statistics files"), importing.listed(found.files.statistics) or formats.UNKNOWN),
        (_("Period"), formats.period(found.period)),
        (
            _("When days agree"),
            _("Payments are the same, and the amounts differ by at most 1 won per order."),
        ),
    )


def _of_day(day: Day) -> str:
    return ", ".join(f"{short(part.reason)} {formats.won(part.won)}" for part in day.parts)


def _periods(found: Sequence[Period]) -> str:
    """The first of some stretches of days, and how many more there are."""
    first, more = formats.period(found[0]), len(found) - 1
    return _("{period} and {more} more").format(period=first, more=more) if more else first


def _who(mall: Mall) -> str:
    return {Mall.SMARTSTORE: _("Naver"), Mall.COUPANG: _("Coupang")}[mall]
