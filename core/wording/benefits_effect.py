"""What benefits brought, in words: where chance decided, and where it can only be a hint."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from core.analysis.benefits import WITHIN
from core.i18n import formats
from core.i18n import gettext as _
from core.services.benefits import Benefit
from core.services.benefits_effect import Beside, Lift, Outcome, Programme, Told
from core.stats.proportions import Tally
from core.terms import Evidence


class Said(NamedTuple):
    """The words of a conclusion card."""

    headline: str
    reason: str
    level: Evidence
    tone: str
    why: tuple[str, ...]


def conclusion(some: Sequence[Benefit], told: Sequence[Outcome]) -> Said:
    """What the whole tab says first."""
    names = {one.number: one.name for one in some}
    known = [one for one in told if one.lift is not None and one.evidence is Evidence.KNOWN]
    best = max(known, key=_rate, default=None)
    if best is not None and best.lift is not None:
        headline, tone = _known(names.get(best.draw.benefit, ""), best.lift)
        return Said(headline, _left_over(best) or bounds(best.lift), Evidence.KNOWN, tone, _why())
    looked = next((one for one in told if one.lift is not None), None)
    if looked is not None and looked.lift is not None:
        return Said(
            _("“{name}”: whether it did anything could not be seen.").format(
                name=names.get(looked.draw.benefit, "")
            ), bounds(looked.lift), looked.evidence, "calm", _why(),
        )  # fmt: skip
    headline, reason, level = _nothing_yet(some, told)
    return Said(headline, reason, level, "calm", _why() if told else ())


def _rate(one: Outcome) -> float:
    return 0.0 if one.lift is None else one.lift.rate


def _known(name: str, lift: Lift) -> tuple[str, str]:
    if lift.rate > 0:
        told = _("Thanks to “{name}” {n} more of 100 came again.")
        return told.format(name=name, n=formats.number(lift.rate * 100, 0)), "good"
    return _("After “{name}” fewer came again than without it.").format(name=name), "bad"


def _nothing_yet(
    some: Sequence[Benefit], told: Sequence[Outcome]
) -> tuple[str, str, Evidence]:  # fmt: skip
    if not some:
        return (
            _("Begin with one benefit that is no discount."),
            _("Give it to some by lot, and you see what it brings."), Evidence.NO_DATA,
        )  # fmt: skip
    if not told:
        return (
            _("Give a benefit, and write down to whom."),
            _("If a few are left without by lot, you see later what it did."), Evidence.NO_DATA,
        )  # fmt: skip
    by_lot = [one for one in told if one.draw.left]
    if not by_lot:
        return (
            _("What your benefits bring is not known yet."),
            _("Leave a few without by lot the next time, and you can tell."), Evidence.EARLY,
        )  # fmt: skip
    first = min(by_lot, key=lambda one: (one.told is not Told.WAITING, one.ready_on))
    return _("The first answer is not there yet."), state(first), Evidence.EARLY


def _why() -> tuple[str, ...]:
    return (
        _("It looks at purchases within {days} after the day of giving.").format(
            days=formats.count(WITHIN, "days")
        ),
        _("Each time is looked at once, when its days are over and files reach there."),
        _("It would be wrong if those left without got it some other way."),
    )


def state(one: Outcome) -> str:
    """How far it can be told what came of one time; empty once it can."""
    if one.told is Told.WAITING:
        return _("It can be looked at from {day} on.").format(day=formats.day(one.ready_on))
    if one.told is Told.NO_FILE:
        return _("Its days are over. Add the order files up to {day}.").format(
            day=formats.day(one.days.last)
        )
    if one.told is Told.GAP:
        return _("Some of its days are in no file. Add the files in between.")
    return ""


def lines(one: Outcome) -> list[str]:
    """What came of one time."""
    if (waiting := state(one)) or one.bought is None:
        return [waiting] if waiting else []
    if one.lift is not None:
        told = [sides(one.lift), bounds(one.lift), money(one.lift), _left_over(one)]
    else:
        told = [_alone(one.bought, one.won), _beside(one.beside), _not_caused()]
    if one.overlaps:
        told.append(
            _("{count} were given something else in the same months, which mixes in.").format(
                count=formats.count(one.overlaps, "people")
            )
        )
    if one.unpriced:
        told.append(
            _("Of {count} the amount is not known and counts as nothing.").format(
                count=formats.count(one.unpriced, "order_lines")
            )
        )
    return [line for line in told if line]


def sides(lift: Lift) -> str:
    """How many came again on both sides."""
    return _("Came again: given {given} · left without {left}").format(
        given=_share(lift.written), left=_share(lift.left)
    )


def bounds(lift: Lift) -> str:
    """Between which differences the true one lies."""
    low, high = (value * 100 for value in lift.rate_bounds)
    if low >= 0:
        told = _("In truth it is between {low} and {high} more of 100.")
    elif high <= 0:
        told = _("In truth it is between {low} and {high} fewer of 100.")
        low, high = -high, -low
    else:
        told = _("In truth it lies between {low} fewer and {high} more of 100.")
        low = -low
    return told.format(low=formats.number(low), high=formats.number(high))


def money(lift: Lift) -> str:
    """What a person spent more, and its bounds; empty where too few bought."""
    if lift.money is None:
        return ""
    low, high = lift.money.interval()
    return _("Spent more a person: {won} (between {low} and {high})").format(
        won=formats.won_change(round(lift.money.value)), low=formats.won_change(round(low)),
        high=formats.won_change(round(high)),
    )  # fmt: skip


def _left_over(one: Outcome) -> str:
    """What a person spent more than it cost; empty where that is unknown."""
    if one.left_over is None:
        return ""
    apart, (low, high) = one.left_over
    return _("Sales less its cost: {won} a person (between {low} and {high})").format(
        won=formats.won_change(round(apart)), low=formats.won_change(round(low)),
        high=formats.won_change(round(high)),
    )  # fmt: skip


def _alone(bought: Tally, won: int | None) -> str:
    return _("Came again: {share} · spent {won}").format(
        share=_share(bought), won=formats.won_short(won)
    )


def _beside(one: Beside | None) -> str:
    if one is None:
        return _("There is no other customer who had bought alike.")
    return _("Of {count} who had bought alike: {share}").format(
        count=formats.count(one.others, "people"), share=formats.of_hundred(one.rate)
    )


def _not_caused() -> str:
    return _("Only for reference: you chose them, so there may be other reasons.")


def circle(name: str, one: Programme) -> str:
    """For whom a benefit is, and how many they are now where it is not for everybody."""
    return name if one.circle is None else f"{name} · {formats.count(one.circle, 'people')}"


def programme_rows(some: Sequence[Programme], circles: Mapping[int, str]) -> pd.DataFrame:
    """All benefits as rows, as far as anything is known of them."""
    return pd.DataFrame(
        [
            (one.benefit.name, circles[one.benefit.number],
             formats.count(one.members, "people"), _spent(one),
             formats.UNKNOWN if one.again is None else _share(one.again),
             formats.UNKNOWN if one.others is None else formats.of_hundred(one.others))
            for one in some
        ],
        columns=["name", "circle", "members", "spent", "again", "others"],
    )  # fmt: skip


def tiles(some: Sequence[Benefit], found: Sequence[Programme]) -> list[tuple[str, str, str]]:
    """Names, numbers and notes of what all benefits come to."""
    known = [one.spent for one in found if one.spent is not None]
    lacking = any(one.lacks_cost for one in found)
    no_discount = sum(not one.kind.is_discount for one in some)
    return [
        (_("Benefits in use"), formats.count(len(some), "pieces"),
         _("{count} of them no discount").format(count=formats.count(no_discount, "pieces"))),
        (_("Spent on benefits"), formats.won_short(sum(known)) if known else formats.UNKNOWN,
         _("some costs are not known") if lacking and known else ""),
    ]  # fmt: skip


def _spent(one: Programme) -> str:
    if one.spent is None:
        return formats.UNKNOWN
    told = formats.won(one.spent)
    return _("{won} or more").format(won=told) if one.lacks_cost else told


def _share(one: Tally) -> str:
    return formats.percent(one.successes, one.trials)
