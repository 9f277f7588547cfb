"""Who came back, at which times, and messages beside paid channels, in words."""

from core.analysis.message_effect import LEAST_SENT, Together
from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_beside import Credit
from core.services.messages_result import Result, Told
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Period
from core.verdicts.channels import Outlay
from core.wording import channel_money
from core.wording.messages_results import buyers, part, roas, told, weekday
from core.wording.verdicts import evidence

__all__ = ["part", "weekday"]

Row = tuple[str, str, str, str, str]


def returned_head(one: Together) -> str:
    """Whether writing brought customers back, only where that is known."""
    more = one.rate * 100
    if one.is_known and more > 0:
        return _("Thanks to the messages {n} more of 100 came back.").format(
            n=formats.number(more, 1)
        )
    if one.is_known:
        return _("Those who were written to came back less often.")
    return _("It cannot be said yet whether writing brings them back.")


def returned(one: Together) -> str:
    """How many came back on both sides."""
    return _("Came back: written to {written} · left alone {left}").format(
        written=formats.percent(one.written.successes, one.written.trials),
        left=formats.percent(one.left.successes, one.left.trials),
    )


def returned_bounds(one: Together) -> str:
    """Between which differences the true one lies."""
    low, high = (formats.rate_points(value) for value in one.bounds)
    return _("The difference lies between {low} and {high}.").format(low=low, high=high)


def later(window: int) -> str:
    """Within how many days later purchases count."""
    return _("Bought within {days} after it, whatever it was.").format(
        days=formats.count(window, "days")
    )


def given(one: Result) -> tuple[str, str, str, str, str, str]:
    """A benefit as a row; what is not known yet stays open."""
    people = formats.number(one.sent)
    if one.lift is None:
        reason = _("nobody was left out") if one.told is Told.READY else told(one)
        unknown = formats.UNKNOWN
        return one.send.offer, people, buyers(one.buyers), unknown, unknown, reason
    written, left = one.lift.written, one.lift.left
    with_it = formats.percent(written.successes, written.trials)
    without = formats.percent(left.successes, left.trials)
    bounds = one.lift.won_bounds
    won = formats.UNKNOWN if bounds is None else formats.won_span(*bounds)
    return one.send.offer, people, with_it, without, won, evidence(one.lift.evidence)


def days(period: Period) -> str:
    """Of which days the comparison is."""
    return _("{days}, by the same rule: sold ÷ cost").format(days=formats.period(period))


def messages(one: Credit) -> Row:
    """Messages as a row beside channels."""
    name = _("Messages ({count})").format(count=formats.count(one.sent, "messages"))
    cost, won = formats.won_short(one.cost), formats.won_short(one.won)
    if one.spend is None:
        return name, cost, won, formats.UNKNOWN, formats.UNKNOWN
    return name, cost, won, roas(one.spend.roas), _span(one.spend.roas_bounds)


def paid(one: Outlay) -> Row:
    """A paid channel as a row."""
    name, cost = channel_money.name(one), formats.won_short(one.cost)
    if one.spend is None:
        return name, cost, formats.UNKNOWN, formats.UNKNOWN, formats.UNKNOWN
    won = formats.won_short(one.spend.won)
    return name, cost, won, roas(one.spend.roas), _span(one.spend.roas_bounds)


def time(name: str, tally: Tally) -> tuple[str, str, str, str]:
    """A time as a row; of a few no share is told."""
    sent = formats.number(tally.trials)
    found = wilson(tally)
    if tally.trials < LEAST_SENT or found is None:
        return name, sent, formats.UNKNOWN, formats.UNKNOWN
    low, high = (formats.number(value * 100, 1) for value in found)
    share = formats.percent(tally.successes, tally.trials)
    return name, sent, share, f"{formats.span(low, high)}%"


def _span(bounds: tuple[float, float]) -> str:
    low, high = (formats.number(value * 100) for value in bounds)
    return f"{formats.span(low, high)}%"
