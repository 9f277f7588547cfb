"""Who changed the tier, and who is close to the next one, in words."""

from collections.abc import Mapping, Sequence

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_list import Listed
from core.services.tiers import Tier
from core.services.tiers_moves import Month
from core.wording import customers_list as lists
from core.wording.tiers import named


def month(one: Month) -> str:
    """The month, and up to which day it is known."""
    told = formats.month(one.first)
    if one.is_open:
        return _("{month} (up to {day})").format(month=told, day=formats.day_short(one.last))
    return told


def month_rows(some: Sequence[Month]) -> pd.DataFrame:
    """How many moved in each month."""
    return pd.DataFrame(
        [
            (month(one), formats.count(one.up, "people"), formats.count(one.down, "people"),
             formats.count(one.unsure, "people") if one.unsure else "", _note(one))
            for one in some
        ],
        columns=["month", "up", "down", "unsure", "note"],
    )  # fmt: skip


def _note(one: Month) -> str:
    return _("Files do not tell all days before; some may have stood so before.") if (
        one.is_early and one.up
    ) else ""  # fmt: skip


def move(some: Sequence[Tier], before: int, after: int) -> str:
    """From which tier into which."""
    return f"{named(some, before)} → {named(some, after)}"


def direction(before: int, after: int, *, is_sure: bool) -> str:
    """Whether that is up or down."""
    if after > before:
        return _("Went up")
    return _("Went down") if is_sure else _("Not sure")


def moved_rows(
    some: Sequence[Tier], people: pd.DataFrame, told: Mapping[int, Listed]
) -> pd.DataFrame:
    """The rows of a file of those who moved."""
    heads = (_("Month"), _("Customer number"), _("Name"), _("Tier before"), _("Tier after"),
             _("Change of tier"))  # fmt: skip
    columns = ("month", "buyer", "before", "after", "is_sure")
    rows = [
        (
            f"{first:%Y-%m}", lists.number(told[buyer].key), told[buyer].name or "",
            named(some, before), named(some, after), direction(before, after, is_sure=is_sure),
        )
        for first, buyer, before, after, is_sure in zip(
            *(people[name].tolist() for name in columns), strict=True
        ) if buyer in told
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(heads))


def lacking(won: int, orders: int, *, is_most: bool) -> str:
    """What a customer still lacks to the next tier."""
    parts = [formats.won(won)] if won else []
    if orders:
        parts.append(formats.count(orders, "orders"))
    told = _("{what} more").format(what=" · ".join(parts))
    return _("{what} at most, some amounts are unknown").format(what=told) if is_most else told


def next_tier(some: Sequence[Tier], tier: int) -> str:
    """The tier after the one a customer is in."""
    return _("To “{tier}”").format(tier=some[tier].name)


def close_rows(
    some: Sequence[Tier], people: pd.DataFrame, told: Mapping[int, Listed]
) -> pd.DataFrame:
    """The rows of a file of those who are close to the next tier; numbers stay numbers."""
    heads = (_("Customer number"), _("Name"), _("Tier now"), _("Next tier"), _("Won lacking"),
             _("Orders lacking"), _("Last purchase"))  # fmt: skip
    columns = ("buyer", "tier", "won", "orders")
    rows = [
        (
            lists.number(told[buyer].key), told[buyer].name or "", named(some, tier),
            some[tier].name, won, orders, told[buyer].last.isoformat(),
        )
        for buyer, tier, won, orders in zip(
            *(people[name].tolist() for name in columns), strict=True
        ) if buyer in told
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(heads))
