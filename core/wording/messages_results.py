"""What came of messages, in words."""

from datetime import date
from typing import NamedTuple

from core.analysis.message_effect import Lift
from core.analysis.message_times import Part
from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_called import Called
from core.services.messages_record import Standing, best, losing
from core.services.messages_result import Result, Told
from core.stats.proportions import Tally
from core.terms import Evidence


class Said(NamedTuple):
    """The words of a conclusion card."""

    headline: str
    reason: str
    level: Evidence
    tone: str = "calm"
    todo: str = ""
    numbers: tuple[tuple[str, str, str | None], ...] = ()
    why: tuple[str, ...] = ()


def scenario(number: int | None, names: Called) -> str:
    """What a scenario is called."""
    if number is None:
        return _("No scenario")
    return names.scenarios.get(number) or _("A scenario without a name")


def persona(number: int | None, names: Called) -> str:
    """Whom it speaks to."""
    if number is None:
        return _("Everybody")
    return names.personas.get(number) or _("A persona without a name")


def title(one: Result, names: Called) -> str:
    """What a sending is called."""
    return one.send.title or scenario(one.send.scenario, names)


def conclusion(some: tuple[Standing, ...], results: tuple[Result, ...], names: Called) -> Said:
    """Which scenario pays; or what it takes to know."""
    if not results:
        return Said(
            _("Once messages have gone out, you see which of them lead to a purchase."),
            _("Choose a scenario, make a list, and note down when it was sent."),
            Evidence.NO_DATA,
        )
    for one in (best(some), losing(some)):
        if one is not None:
            return _known(one, names)
    return _hint(some, names) or _early(some, results, names)


def _known(one: Standing, names: Called) -> Said:
    gain = one.gain
    assert gain is not None  # noqa: S101  (only such a scenario is known to pay or to lose)
    name = scenario(one.scenario, names)
    cost = formats.won_short(one.cost)
    if gain.pays:
        headline = _("Go on with the messages “{scenario}”.").format(scenario=name)
        reason = _("Thanks to them you sold about {won} more. They cost {cost}.").format(
            won=formats.won_short(gain.won), cost=cost
        )
        return Said(headline, reason, Evidence.KNOWN, "good", "", _numbers(one), _why(one))
    headline = _("Pause the messages “{scenario}”.").format(scenario=name)
    reason = _("They did not bring back what they cost ({cost}).").format(cost=cost)
    return Said(
        headline, reason, Evidence.KNOWN, "bad",
        _("Try other words or a smaller group."), _numbers(one), _why(one),
    )  # fmt: skip


def _hint(some: tuple[Standing, ...], names: Called) -> Said | None:
    one = next((it for it in some if it.evidence is Evidence.HINT and it.gain), None)
    if one is None or one.gain is None:
        return None
    name = scenario(one.scenario, names)
    said = _("The messages “{scenario}” seem to pay.") if one.gain.pays else _(
        "The messages “{scenario}” seem to cost more than they bring."
    )  # fmt: skip
    return Said(
        said.format(scenario=name), gained(one), Evidence.HINT, "calm",
        _("Send it once more with some left out, and it becomes clear."), _numbers(one), _why(one),
    )  # fmt: skip


def _early(some: tuple[Standing, ...], results: tuple[Result, ...], names: Called) -> Said:
    if not any(one.sends for one in some):
        return _waiting(results)
    one = next((it for it in some if it.gain is not None), None)
    if one is not None:
        return Said(
            _("It is too early to say which messages pay."),
            _("“{scenario}”: {gained}").format(
                scenario=scenario(one.scenario, names), gained=gained(one)
            ),
            Evidence.EARLY, "calm", _("Keep leaving some out, and send to more people."),
            _numbers(one), _why(one),
        )  # fmt: skip
    top = max(some, key=lambda it: it.won or 0)
    return Said(
        _("Next time leave 1 of 10 out and compare."),
        _("{bought} came after messages. Only those left out tell whether because of them.").format(
            bought=formats.count(round(top.purchases or 0), "purchases")
        ),
        Evidence.EARLY, "calm", "", _numbers(top), (),
    )  # fmt: skip


def no_lift(results: tuple[Result, ...]) -> tuple[str, str]:
    """Why no message can be compared yet, and what that is good for or waits for."""
    later = (Told.WAITING, Told.NO_FILE, Told.GAP)
    held = tuple(one for one in results if one.send.hold_out and one.told in later)
    if not held:
        return (
            _("Leave some out by lot, and here stands what the message brought."),
            _("Without anybody to compare with, nobody knows what came by itself."),
        )
    return _("Some were left out by lot, to compare with."), _waiting(held).headline


def _waiting(results: tuple[Result, ...]) -> Said:
    """Nothing is over yet, or no file reaches so far."""
    if any(one.told is Told.NO_FILE for one in results):
        return Said(
            _("Upload the newest order file to see what came of your messages."),
            _("The files end before the days in which purchases count."), Evidence.NO_DATA,
        )  # fmt: skip
    if any(one.told is Told.GAP for one in results):
        return Said(
            _("Days are missing in the order files, so nothing can be said."),
            _("Upload the files of those days as well."), Evidence.NO_DATA,
        )  # fmt: skip
    first = min(one.ready_on for one in results)
    return Said(
        _("From {day} on you see what came of your messages.").format(day=formats.day(first)),
        _("Purchases are still waited for."), Evidence.EARLY,
    )  # fmt: skip


def _numbers(one: Standing) -> tuple[tuple[str, str, str | None], ...]:
    return (
        (_("Messages for a purchase"), per_purchase(one.per_purchase), None),
        (_("Sold after messages"), formats.won_short(one.won), None),
    )


def _why(one: Standing) -> tuple[str, ...]:
    lines = [_("Those who got it are held against those who by lot got nothing.")]
    if one.gain is not None:
        low, high = one.gain.bounds
        said = _("In truth it brought between {low} and {high} more.")
        lines.append(said.format(low=formats.won_short(low), high=formats.won_short(high)))
        if one.gain.needed == one.gain.cost:
            lines.append(_("Your margin is not set, so all that was sold counts as earned."))
    lines.append(_("It would be wrong if some of those left out got the message another way."))
    return tuple(lines)


def gained(one: Standing) -> str:
    """What a scenario brought more, with its bounds."""
    if one.gain is None:
        return _("Nobody was left out, so it is not known what it brought.")
    low, high = one.gain.bounds
    return _("What it brought more lies between {low} and {high}. It cost {cost}.").format(
        low=formats.won_short(low), high=formats.won_short(high), cost=formats.won_short(one.cost)
    )


def per_purchase(value: float | None) -> str:
    """Messages for each purchase; none yet is not endlessly many."""
    if value is None:
        return _("none yet")
    return _("{n} messages").format(n=formats.number(value, 1))


def roas(value: float | None) -> str:
    """Won that came back of 100 spent."""
    return formats.UNKNOWN if value is None else f"{formats.number(value * 100)}%"


def told(one: Result) -> str:
    """How far it can be told what came of a sending."""
    return {
        Told.READY: _("known"),
        Told.WAITING: _("not yet: from {day} on").format(day=formats.day_short(one.ready_on)),
        Told.NO_FILE: _("order files up to {day} are missing").format(
            day=formats.day_short(one.days.last)
        ),
        Told.GAP: _("days are missing in the files"),
        Told.NO_LIST: _("as it was typed"),
    }[one.told]


def lift(one: Lift) -> str:
    """How much more bought, in people."""
    two = [formats.percent(side.successes, side.trials) for side in (one.written, one.left)]
    return _("Bought with it: {written} · without: {left}").format(written=two[0], left=two[1])


def lift_bounds(one: Lift) -> str:
    """Between which differences the true one lies."""
    low, high = (value * 100 for value in one.rate_bounds)
    if low >= 0:
        said = _("In truth {low} to {high} more of 100 buy.")
    elif high <= 0:
        said, low, high = _("In truth {low} to {high} fewer of 100 buy."), -high, -low
    else:
        said, low = _("In truth it lies between {low} fewer and {high} more buyers of 100."), -low
    return said.format(low=formats.number(low, 1), high=formats.number(high, 1))


def lift_won(one: Lift) -> str:
    """What it brought in all, with its bounds."""
    bounds = one.won_bounds
    if bounds is None:
        return _("Too few bought to say anything of money.")
    return _("Brought more in all: {low} to {high}").format(
        low=formats.won_short(bounds[0]), high=formats.won_short(bounds[1])
    )


def lift_head(one: Lift) -> str:
    """Whether it did anything, only where that is known."""
    more = one.rate * 100
    if one.evidence is Evidence.KNOWN and more > 0:
        return _("Thanks to the message {n} more of 100 bought.").format(n=formats.number(more, 1))
    if one.evidence is Evidence.KNOWN:
        return _("Those who got it bought less often.")
    if one.evidence is Evidence.HINT and more > 0:
        return _("The message seems to have helped.")
    return _("No difference could be seen.") if one.is_enough else (
        _("It is too early to say: too few bought.")
    )  # fmt: skip


def days(window: int) -> str:
    """Within how many days purchases count; 0 for those of each sending."""
    return formats.count(window, "days") if window else _("as each was sent")


def part(one: Part) -> str:
    """Part of a day."""
    return {
        Part.MORNING: _("08:00 to 11:00"),
        Part.NOON: _("11:00 to 14:00"),
        Part.AFTERNOON: _("14:00 to 18:00"),
        Part.EVENING: _("18:00 to 21:00"),
        Part.NIGHT: _("21:00 to 08:00"),
    }[one]


def weekday(day: int) -> str:
    """A day of the week, Monday 0."""
    # 5 January 2026 was a Monday.
    return formats.day_short(date(2026, 1, 5 + day)).rpartition("(")[2].rstrip(")").split(" ")[0]


def back(value: float | None) -> str:
    """Won that came back, for the foot of a tile."""
    return "" if value is None else _("ROAS {roas}").format(roas=roas(value))


def fewest(one: Standing, names: Called) -> str:
    """Which scenario needs fewest messages for a purchase."""
    return _("“{scenario}” needs fewest messages for a purchase: {n}").format(
        scenario=scenario(one.scenario, names), n=per_purchase(one.per_purchase)
    )


def none_yet(one: Standing, names: Called) -> str:
    """A scenario after which nobody bought yet."""
    return _("“{scenario}”: none yet. {sent} were sent.").format(
        scenario=scenario(one.scenario, names), sent=formats.count(one.sent, "messages")
    )


def of_sent(some: int | None, sent: int | None) -> str:
    """A part of those it went to."""
    return formats.UNKNOWN if some is None or not sent else formats.percent(min(some, sent), sent)


def buyers(one: Tally | None) -> str:
    """How many bought."""
    return formats.UNKNOWN if one is None else formats.percent(one.successes, one.trials)


def for_one(one: Result) -> str:
    """Messages for one purchase; not known is not none."""
    return formats.UNKNOWN if one.bought is None else per_purchase(one.per_purchase)
