"""The profiles of channels, in words."""

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services import offers_profiles
from core.services.offers_profiles import Item, Profile


def item(one: Item) -> str:
    """What a profile has to have."""
    return {
        Item.LINK: _("Link to the shop"),
        Item.INTRODUCTION: _("Introduction"),
        Item.CONTACT: _("Where to ask"),
        Item.LINE: _("How you want to be seen"),
    }[one]


def answer(one: bool | None) -> str:  # noqa: FBT001  (what is told)
    """Whether it is there."""
    if one is None:
        return _("not looked at")
    return _("is there") if one else _("is missing")


def mark(one: bool | None) -> str:  # noqa: FBT001
    """The sign beside it."""
    return "?" if one is None else "✓" if one else "✗"


def conclusion(some: tuple[Profile, ...], today_due: int) -> str:
    """How many channels are to be looked at, or what is missing."""
    missing = sum(bool(one.missing) for one in some)
    if missing:
        return _("Something is missing in {count} of {of} profiles").format(
            count=missing, of=len(some)
        )
    if today_due:
        return _("Look at {count} of {of} profiles").format(count=today_due, of=len(some))
    return _("Every profile was looked at ({of})").format(of=len(some))


def counts(some: tuple[Profile, ...]) -> tuple[str, ...]:
    """For each thing in how many of the channels looked at it is there."""
    lines = []
    for one in Item:
        there, told = offers_profiles.counted(some, one)
        if told:
            lines.append(_("{item}: {there} of {told}").format(
                item=item(one), there=there, told=told))  # fmt: skip
    return tuple(lines)


def looked(one: Profile, *, is_due: bool) -> str:
    """When a profile was looked at last."""
    if one.looked is None:
        return _("never looked at")
    day = formats.day(one.looked)
    if is_due:
        return _("looked at on {day}: time to look again").format(day=day)
    return _("looked at on {day}").format(day=day)


def there(one: Profile) -> str:
    """How much of it is there, as a count."""
    return _("{count} of {of} there").format(count=one.there, of=len(Item))


def said(found: bool | None) -> str:  # noqa: FBT001
    """Whether a text that was pasted has the line."""
    if found is None:
        return ""
    if found:
        return _("The text has the line word for word.")
    return _("The text does not have the line word for word.")


def sheet(some: tuple[Profile, ...]) -> pd.DataFrame:
    """All of it, to take along."""
    return pd.DataFrame([
        {_("Channel"): one.channel,
         **{item(it): answer(one.answers.get(it)) for it in Item},
         _("Looked at"): one.looked}
        for one in some
    ])  # fmt: skip
