"""Groups of customers in words: presets, numbers, comparison, and who is in them."""

from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_groups import WITHIN, Figures, Group
from core.services.customers_groups_presets import Preset
from core.services.customers_next import Suggestion
from core.services.kept_notes import NoteProblem
from core.wording.message import Message


def preset(one: Preset) -> str:
    """What a ready-made group is called."""
    return {
        Preset.FIRST_MONTH_AFTER: _("30 days after the first purchase"),
        Preset.NEW: _("New in the last 30 days"),
        Preset.RESTING_REGULARS: _("Regulars at rest"),
        Preset.BIG_SPENDERS: _("Big spenders"),
        Preset.BIG_AND_GONE: _("Big spenders gone"),
        Preset.ONCE_BUT_BIG: _("Bought once, but much"),
        Preset.FULL_PRICE: _("Buy without discounts"),
        Preset.DISCOUNT_ONLY: _("Buy at a discount only"),
        Preset.AGREED_RESTING: _("At rest, agreed to messages"),
    }[one]


def headline(found: Figures, day: date, *, is_last: bool) -> str:
    """How many they are."""
    if not found.size:
        return _("Nobody meets these conditions.")
    count = formats.count(found.size, "people")
    if is_last:
        return _("{count} are in this group now.").format(count=count)
    return _("{count} were in this group on {day}.").format(count=count, day=formats.day(day))


def reason(found: Figures, everybody: int) -> str:
    """Which part of all customers, and what they have spent."""
    if not found.size:
        return _("Widen a number, or leave a condition out.")
    return _("That is {share} of all customers. So far they have spent {won}.").format(
        share=formats.percent(found.size, everybody), won=formats.won_short(found.spent)
    )


def tiles(found: Figures) -> list[tuple[str, str, str]]:
    """The numbers of a group: a name, a value, of what it is."""
    second = found.second
    return [
        (_("Customers"), formats.count(found.size, "people"), ""),
        (_("Net revenue"), formats.won_short(found.spent), _("all they have spent")),
        (_("Won an order"), formats.won_short(found.per_order),
         formats.count(found.orders - found.unpriced, "orders")),
        (_("Second purchase"), formats.percent(second.successes, second.trials),
         _("within {days}, of {count}").format(
             days=formats.count(WITHIN, "days"), count=formats.count(second.trials, "people"))),
    ]  # fmt: skip


def origin(day: date, unknown: int) -> list[tuple[str, str]]:
    """Where the numbers of a group are from."""
    told = [
        (_("Customers"), _("Recognised buyers who meet the conditions on {day}.").format(
            day=formats.day(day))),
        (_("Net revenue"), _("Paid orders without cancelled and returned ones, up to that day.")),
        (_("Won an order"), _("Net revenue divided by orders whose amounts are known.")),
        (_("Second purchase"), _(
            "Of new customers who first bought at least {days} before, who bought again within"
            " {days}. Who may have bought before the files begin is left out."
        ).format(days=formats.count(WITHIN, "days"))),
    ]  # fmt: skip
    if unknown:
        lines = formats.count(unknown, "lines")
        told.append((_("Left out"), _("{lines} that name no buyer.").format(lines=lines)))
    return told


def brief(found: Figures) -> str:
    """A group in one line."""
    return _("{count} · {won}").format(
        count=formats.count(found.size, "people"), won=formats.won_short(found.spent)
    )


def copied(name: str, taken: Collection[str] = ()) -> str:
    """What the copy of a group is called at first: like no other one."""
    told, number = _("{name} (copy)").format(name=name), 2
    while told in taken:
        told = _("{name} (copy {number})").format(name=name, number=number)
        number += 1
    return told


def refused(problem: NoteProblem) -> Message:
    """Why a group is not kept."""
    if problem is NoteProblem.NAME_TAKEN:
        return Message(_("There is a group of that name."), remedy=_("Write another name."))
    remedy = {
        NoteProblem.NOTHING_SAID: _("Write a name."),
        NoteProblem.TOO_LONG: _("Make it a little shorter."),
    }[problem]
    return Message(_("This was not saved."), remedy=remedy)


def compared(some: Iterable[tuple[str, Figures]], everybody: int) -> pd.DataFrame:
    """Groups side by side, as they are read on the screen."""
    rows = [
        {
            "name": name,
            "size": found.size,
            "share": formats.percent(found.size, everybody),
            "net": found.spent,
            "per_order": None if found.per_order is None else round(found.per_order),
            "second": second(found),
        }
        for name, found in some
    ]
    return pd.DataFrame(rows)


def compared_file(frame: pd.DataFrame) -> pd.DataFrame:
    """The same as a file."""
    return frame.rename(columns=heads())


def heads() -> dict[str, str]:
    """The headings of the comparison."""
    return {
        "name": _("Group"), "size": _("Customers"), "share": _("Share"),
        "net": _("Net revenue"), "per_order": _("Won an order"), "second": _("Second purchase"),
    }  # fmt: skip


def second(found: Figures) -> str:
    """How many bought a second time, and of how many."""
    told = formats.percent(found.second.successes, found.second.trials)
    if not found.second.trials:
        return formats.UNKNOWN
    return _("{share} of {count}").format(
        share=told, count=formats.count(found.second.trials, "people")
    ) if "%" in told else told  # fmt: skip


def kept(one: Group) -> str:
    """That a group is kept."""
    return _("“{name}” is kept. It is found anew on every day.").format(name=one.name)


def nothing_sure() -> str:
    """That there are products, but none that is more than chance may make."""
    return _("No product can be named yet. Those below may be chance.")


def people_for(name: str, people: int) -> str:
    """For how many of a group a product is new."""
    return _("New to {count} of those who bought “{name}”.").format(
        count=formats.count(people, "people"), name=name
    )


def suggestions(some: Iterable[Suggestion]) -> pd.DataFrame:
    """What a group could buy next, as a file; numbers stay numbers."""
    heads = (
        _("Product"), _("Because of"), _("New to"), _("Bought both"), _("Bought the first"),
        _("Support"), _("Confidence"), _("Lift"),
    )  # fmt: skip
    rows = [
        (one.name, one.because, one.people, one.buyers, one.base_buyers,
         round(one.support, 6), round(one.confidence, 4), round(one.lift, 2))
        for one in some
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(heads))
