"""What regulars can be given, in words: what it is, why, for whom, and why it was not kept."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.benefits import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_COST,
    MOST_DAYS,
    Benefit,
    BenefitProblem,
    Kind,
)
from core.services.benefits_draws import MOST_LEFT, Draw
from core.services.benefits_due import Due
from core.services.benefits_people import MOST_PASTED, Pasted
from core.services.benefits_suggested import QUIET, Suggestion
from core.services.customers_list import Listed
from core.store.moments import day_of
from core.wording import customers_list as lists
from core.wording.customers_states import state
from core.wording.message import Message

MOST_NAMED = 5
"""So many numbers that nobody has are named."""


def kind(one: Kind) -> str:
    """What it is."""
    return {
        Kind.CARD: _("Handwritten card"),
        Kind.FIRST_LOOK: _("First look at new things"),
        Kind.BIRTHDAY: _("Something for the birthday"),
        Kind.SAMPLE: _("Sample"),
        Kind.WRAPPING: _("Finer wrapping"),
        Kind.INVITATION: _("Invitation"),
        Kind.DELIVERY: _("Free delivery"),
        Kind.POINTS: _("Points to spend"),
        Kind.COUPON: _("Coupon to spend"),
        Kind.DISCOUNT: _("Off the price"),
    }[one]


def why(one: Kind) -> str:
    """Why it is worth trying, in a sentence."""
    return {
        Kind.CARD: _("It shows that a person packed the parcel, and costs next to nothing."),
        Kind.FIRST_LOOK: _("Knowing it first is a joy, and the price stays as it is."),
        Kind.BIRTHDAY: _("Once a year you can write without selling anything."),
        Kind.SAMPLE: _("They try at home what they may buy next."),
        Kind.WRAPPING: _("Opening the parcel feels different, and it can be given on."),
        Kind.INVITATION: _("Whoever has seen the workshop feels close to the shop."),
        Kind.DELIVERY: _("Fewer give up at the fee that comes last."),
        Kind.POINTS: _("They can only be spent by coming again."),
        Kind.COUPON: _("An end date brings back who is resting, and leaves you less."),
        Kind.DISCOUNT: _("It is easy, but more may come to buy at a discount only."),
    }[one]


def money(one: Kind) -> str:
    """Whether it takes something off the price."""
    return _("Takes off the price") if one.is_discount else _("No discount")


def cost(one: int | None) -> str:
    """What one costs."""
    if one is None:
        return _("cost not known")
    return _("{won} each").format(won=formats.won(one))


def days(one: Benefit) -> str:
    """On which days it is offered; empty without bounds."""
    if one.first is not None and one.last is not None:
        return formats.span(formats.day(one.first), formats.day(one.last))
    if one.first is not None:
        return _("from {day} on").format(day=formats.day(one.first))
    return _("until {day}").format(day=formats.day(one.last)) if one.last is not None else ""


def phase(one: Benefit, today: date) -> str:
    """Whether it is offered today; empty where it is."""
    if one.first is not None and today < one.first:
        return _("Begins later")
    return _("Over") if one.last is not None and today > one.last else ""


def circle(one: Benefit, tiers: Mapping[int, str], groups: Mapping[int, str]) -> str:
    """For whom it is alone."""
    if one.tier is not None:
        return _("only the tier “{name}”").format(name=tiers.get(one.tier, _("thrown away")))
    if one.group is not None:
        return _("only the group “{name}”").format(name=groups.get(one.group, _("thrown away")))
    return _("for everybody")


def every(one: Benefit) -> str:
    """After how many days somebody is to hear of the shop again; empty without a plan."""
    if one.every_days is None:
        return ""
    return _("a word every {days}").format(days=formats.count(one.every_days, "days"))


def about(one: Benefit, tiers: Mapping[int, str], groups: Mapping[int, str]) -> list[str]:
    """One benefit in a few lines."""
    parts = [cost(one.cost), circle(one, tiers, groups), every(one)]
    return list(filter(None, [" · ".join(filter(None, parts)), days(one), one.note]))


def title(one: Draw, names: Mapping[int, str]) -> str:
    """One time in a few words."""
    return f"{formats.day(one.day)} · {names.get(one.benefit, formats.UNKNOWN)}"


def people(one: Draw) -> str:
    """To how many it was given, how many were left without, and what it cost."""
    told = _("given to {count}").format(count=formats.count(one.given, "people"))
    parts = [told]
    if one.left:
        parts.append(
            _("{count} left without by lot").format(count=formats.count(one.left, "people"))
        )
    parts.append(
        _("cost not known") if one.spent is None
        else _("{won} in all").format(won=formats.won(one.spent))
    )  # fmt: skip
    return " · ".join([*parts, *filter(None, [one.note])])


def drawn(one: Draw) -> str:
    """What was done just now."""
    if one.left:
        return _("By lot {given} get it and {left} do not. Take the list along.").format(
            given=formats.count(one.given, "people"), left=formats.count(one.left, "people")
        )
    return _("Written down for {given}. Take the list along.").format(
        given=formats.count(one.given, "people")
    )


def chosen(count: int, percent: int, each: int | None) -> str:
    """How many are chosen, and what it would cost."""
    left = round(count * percent / 100)
    told = [_("{count} are chosen").format(count=formats.count(count, "people"))]
    if percent:
        told.append(_("about {count} left without").format(count=formats.count(left, "people")))
    if each is not None:
        told.append(_("about {won}").format(won=formats.won((count - left) * each)))
    return " · ".join(told)


def consent() -> str:
    """That a gift needs no consent, and a message does."""
    return _("A gift in the parcel needs no consent. To advertise it by message you need one.")


def lot() -> str:
    """Why some are left without."""
    return _("Whoever is left without shows what would have happened anyway.")


def pasted(found: Pasted) -> list[str]:
    """What pasted numbers could not be found."""
    told: list[str] = []
    if found.unknown:
        told.append(_("No customer has: {numbers}").format(numbers=_few(found.unknown)))
    if found.several:
        told.append(_("Several customers have: {numbers}").format(numbers=_few(found.several)))
    if found.beyond:
        told.append(
            _("Only the first {most} numbers were looked up.").format(
                most=formats.number(MOST_PASTED)
            )
        )
    return told


def sheet(some: Mapping[str, bool], listed: Mapping[str, Listed]) -> pd.DataFrame:
    """Who gets it and who does not, as the rows of a file; those who get it first."""
    keys = sorted((key for key in some if key in listed), key=lambda key: (not some[key], key))
    rows = lists.rows([listed[key] for key in keys])
    rows.insert(0, _("Gets one"), [_("yes") if some[key] else _("no, to compare") for key in keys])
    return rows


def last_contact(day: int | None, today: date) -> str:
    """When somebody last heard of the shop."""
    if day is None:
        return _("no contact noted")
    told = day_of(day)
    return _("last contact {day} ({days} ago)").format(
        day=formats.day_short(told), days=formats.count((today - told).days, "days")
    )


def due(found: Due) -> str:
    """How many are to hear of the shop again."""
    if not found.is_known:
        return _("The tier or the group it was for is gone. Choose another one.")
    if not found.count:
        return _("Everybody has heard of you in time ({count}).").format(
            count=formats.count(found.members, "people")
        )
    return _("{some} of {all} have not heard of you for {days}.").format(
        some=formats.count(found.count, "people"),
        all=formats.count(found.members, "people"),
        days=formats.count(found.benefit.every_days, "days"),
    )


def may_write(found: Due) -> str:
    """How many of them may be written to."""
    told = _("{count} of them agreed to advertisements. The others: by card or phone.").format(
        count=formats.count(found.agreeing, "people")
    )
    if not found.spared:
        return told
    spared = _("{count} who are not to be contacted are left out.").format(
        count=formats.count(found.spared, "people")
    )
    return f"{told} {spared}"


def due_sheet(found: Due) -> pd.DataFrame:
    """Who is to hear of the shop again, as the rows of a file."""
    rows = lists.rows(found.people)
    days = ["" if day is None else day_of(day).isoformat() for day in found.last]
    rows.insert(2, _("Last contact"), days)
    rows[_("Agreed to advertisements")] = [
        _("yes") if one.key in found.agreed else _("no") for one in found.people
    ]
    return rows


def suggestion(one: Suggestion) -> tuple[str, list[str]]:
    """What may suit customers of a state, and the numbers that say so."""
    head = _("{state}: {kind}").format(state=state(one.state), kind=kind(one.kind))
    told = [
        formats.count(one.people, "people"),
        _("last bought {days} ago (the one in the middle)").format(
            days=formats.count(one.away, "days")
        ),
    ]
    if one.won is not None:
        told.append(_("spent {won}").format(won=formats.won_short(one.won)))
    quiet = _("{count} without a word for {days}").format(
        count=formats.count(one.quiet, "people"), days=formats.count(QUIET, "days")
    )
    known = _("orders up to {day}").format(day=formats.day_short(one.day))
    return head, [" · ".join(told), f"{quiet} · {known}"]


def refused(problem: BenefitProblem) -> Message:
    """Why something was not kept."""
    why_not = {
        BenefitProblem.NO_NAME: _("Write a name."),
        BenefitProblem.TOO_LONG: _("A name has {name} signs at most, a note {note}.").format(
            name=LONGEST_NAME, note=LONGEST_NOTE
        ),
        BenefitProblem.SAME_NAME: _("Another benefit has this name. Choose another one."),
        BenefitProblem.COST: _("What one costs is between 0 and {most}.").format(
            most=formats.won_short(MOST_COST)
        ),
        BenefitProblem.DAYS: _("It ends before it begins. Look at the two days."),
        BenefitProblem.EVERY: _("Days between two words are from 1 to {most}.").format(
            most=MOST_DAYS
        ),
        BenefitProblem.TWO_CIRCLES: _("Choose either a tier or a group."),
        BenefitProblem.NOBODY: _("Nobody is chosen. Choose others, or paste numbers."),
        BenefitProblem.IN_FUTURE: _("That day has not come yet."),
        BenefitProblem.LATE_LOT: _("A lot can only be drawn today. For an earlier day leave nobody out."),  # noqa: E501
        BenefitProblem.SHARE: _("At most {most}% can be left without.").format(most=MOST_LEFT),
        BenefitProblem.ALREADY: _("They were given it on that day already."),
        BenefitProblem.TOO_FEW: _("They are too few to leave some without. Choose more of them."),
    }[problem]  # fmt: skip
    return Message(_("Nothing was saved. What was there is as it was."), why_not)


def names(some: Sequence[Benefit]) -> dict[int, str]:
    """What benefits are called, by their numbers."""
    return {one.number: one.name for one in some}


def _few(some: Sequence[str]) -> str:
    shown = ", ".join(some[:MOST_NAMED])
    more = len(some) - MOST_NAMED
    return shown if more <= 0 else _("{shown} and {more} more").format(shown=shown, more=more)
