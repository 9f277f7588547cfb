"""Tiers of customers in words: what they ask for, who is in them, and what is wrong with them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.tiers import (
    LONGEST_NAME,
    LONGEST_PERK,
    MOST,
    MOST_DAYS,
    MOST_ORDERS,
    MOST_WON,
    Ask,
    Tier,
    TierFault,
    TierProblem,
)
from core.services.tiers_standing import SHARES, STALE_AFTER, YEAR, Level, Standing
from core.wording.message import Message

PERCENT = 100


def rule(ask: Ask) -> str:
    """What a tier asks for."""
    parts: list[str] = []
    if ask.least_won is not None:
        parts.append(_("{won} or more").format(won=formats.won(ask.least_won)))
    if ask.least_orders is not None:
        parts.append(_("{orders} or more").format(orders=formats.count(ask.least_orders, "orders")))
    return f"{span(ask.days)} · {' · '.join(parts) or formats.UNKNOWN}"


def span(days: int | None) -> str:
    """Within which days what was bought counts."""
    if days is None:
        return _("all bought so far")
    return _("the last {days}").format(days=formats.count(days, "days"))


def nobody_yet() -> str:
    """What those in no tier are called."""
    return _("No tier")


def named(some: Sequence[Tier], place: int) -> str:
    """The name of a tier by its place from the lowest; 0 for none."""
    return nobody_yet() if place == 0 else some[place - 1].name


def now_rows(some: Sequence[Tier], found: Standing) -> pd.DataFrame:
    """The tiers that are kept, the highest first, with how many are in each."""
    rows = [
        (one.name, rule(one.ask), *_level(level), one.perk)
        for one, level in zip(some, found.levels[1:], strict=True)
    ]
    rows.insert(0, (nobody_yet(), "", *_level(found.levels[0]), ""))
    return pd.DataFrame(rows[::-1], columns=["name", "rule", "people", "share", "perk"])


def preview_rows(
    wanted: Sequence[Tier], after: Standing, kept: Sequence[Tier], now: Standing
) -> pd.DataFrame:
    """The same of tiers as they would be, each beside what it is now."""
    before = {one.id: level for one, level in zip(kept, now.levels[1:], strict=True)}
    rows = [(nobody_yet(), *_beside(now.levels[0] if kept else None, after.levels[0]))]
    for one, level in zip(wanted, after.levels[1:], strict=True):
        rows.append((one.name or _("(no name)"), *_beside(before.get(one.id), level)))
    return pd.DataFrame(rows[::-1], columns=["name", "now", "people", "share_now", "share"])


def headline(some: Sequence[Tier], found: Standing) -> str:
    """How many are in the highest tier that anybody is in, and what they bring."""
    for one, level in zip(reversed(some), reversed(found.levels[1:]), strict=True):
        if level.people:
            return _("{people} are in “{tier}”: {share} of the revenue of the last year.").format(
                people=formats.count(level.people, "people"), tier=one.name, share=_rate(level)
            )
    return _("Nobody is in a tier yet.")


def doubts(asks: Sequence[Ask], found: Standing, today: date) -> list[str]:
    """What the numbers leave out or cannot know, one sentence each."""
    told: list[str] = []
    late = (today - found.day).days
    if late > STALE_AFTER:
        told.append(
            _("Order files end on {day}. Tiers may be behind; newer orders are not in them.")
            .format(day=formats.day(found.day))
        )  # fmt: skip
    if found.maybe_low:
        told.append(
            _("The tier of {people} may be too low: no file tells some of their amounts.")
            .format(people=formats.count(found.maybe_low, "people"))
        )  # fmt: skip
    longest = max((one.days or 0 for one in asks), default=0)
    if longest > found.known_days or any(one.days is None for one in asks):
        told.append(
            _("Files reach back {days}. What was bought before is not known, so tiers may be low.")
            .format(days=formats.count(found.known_days, "days"))
        )  # fmt: skip
    if found.lost:
        told.append(
            _("{days} of them have no file. What was bought then does not count.")
            .format(days=formats.count(found.lost, "days"))
        )  # fmt: skip
    return told


def empty_rules(some: Sequence[Tier], found: Standing) -> list[str]:
    """The tiers that nobody would be in."""
    return [
        _("Nobody would be in “{tier}”.").format(tier=one.name or _("(no name)"))
        for one, level in zip(some, found.levels[1:], strict=True) if not level.people
    ]  # fmt: skip


def suggestion(count: int, people: int) -> str:
    """How suggested sums were found."""
    upper = ", ".join(formats.rate(share, 0) for share in SHARES[count])
    return _(
        "Sums at which the upper {shares} of {people} begin, by what they spent in the last "
        "{days}. They are rounded down; change them as you like."
    ).format(
        shares=upper, people=formats.count(people, "people"), days=formats.count(YEAR, "days")
    )  # fmt: skip


def suggested_names(count: int) -> list[str]:
    """What suggested tiers are called, the lowest first."""
    names = [_("New regulars"), _("Regulars"), _("Best regulars")]
    return names if count == len(names) else [_("Neighbours"), *names]


def refused(some: Sequence[TierFault]) -> Message:
    """Why tiers were not kept."""
    return Message(_("The tiers were not saved."), " ".join(fault(one) for one in some[:2]))


def fault(one: TierFault) -> str:
    """What is wrong with one tier, and what to do."""
    name = one.name or _("tier {place} from below").format(place=one.place)
    return {
        TierProblem.TOO_MANY: _("There may be {most} tiers at most.").format(most=MOST),
        TierProblem.NO_NAME: _("Give {tier} a name.").format(tier=name),
        TierProblem.LONG_NAME: _(
            "Make “{tier}” shorter: a name has {name} signs at most, a benefit {perk}."
        ).format(tier=name, name=LONGEST_NAME, perk=LONGEST_PERK),
        TierProblem.SAME_NAME: _("Two tiers are called “{tier}”. Rename one.").format(tier=name),
        TierProblem.NOTHING_ASKED: _(
            "Write a sum or a number of orders that “{tier}” begins at."
        ).format(tier=name),
        TierProblem.NUMBER: _(
            "“{tier}” has an impossible number. Up to {won}, {orders} or {days} are possible."
        ).format(
            tier=name, won=formats.won_short(MOST_WON),
            orders=formats.count(MOST_ORDERS, "orders"), days=formats.count(MOST_DAYS, "days"),
        ),
        TierProblem.NOT_MORE: _(
            "“{tier}” has to ask for all that “{below}” asks for, and for more, in no longer time."
        ).format(tier=name, below=one.below or _("the tier below")),
    }[one.problem]  # fmt: skip


def _level(one: Level) -> tuple[str, str]:
    return formats.count(one.people, "people"), _rate(one)


def _beside(now: Level | None, after: Level) -> tuple[str, str, str, str]:
    before = (formats.UNKNOWN, formats.UNKNOWN) if now is None else _level(now)
    people, share = _level(after)
    return before[0], people, before[1], share


def _rate(one: Level) -> str:
    return formats.rate(one.share)
