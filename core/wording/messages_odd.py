"""Whom a list of messages leaves out for what their own lines say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_export import Export
from core.wording import messages_law

_SHOWN: Final = 12
"""So many people are named."""


def listed(names: Mapping[str, str], keys: tuple[str, ...]) -> str:
    """Some people, as far as they have a name."""
    known = [names[key] for key in keys if key in names]
    shown = ", ".join(known[:_SHOWN])
    more = len(keys) - min(len(known), _SHOWN)
    told = _("and {people} more").format(people=_people(more)) if more else ""
    return " ".join(part for part in (shown, told) if part)


def odd(found: Export, names: Mapping[str, str]) -> list[str]:
    """Who is left out because the text for them may not leave, with each reason."""
    reasons: dict[str, list[str]] = {}
    for key, why in found.odd.items():
        reasons.setdefault(messages_law.fault(why).title, []).append(key)
    return [
        _("{people} ({names}) are left out. {why}").format(
            people=_people(len(keys)), names=listed(names, tuple(keys)), why=why
        )
        for why, keys in reasons.items()
    ]


def spare(found: Export) -> str:
    """The offer to let the others' texts leave."""
    return _("Leave {people} out and take the other {messages}").format(
        people=_people(len(found.odd)), messages=formats.count(found.rows, "messages")
    )


def only(found: Export) -> str:
    """That it is so of some only."""
    said = _("This is so of {people} only. Correct the lines of the file, or leave them out.")
    return said.format(people=_people(len(found.odd)))


def as_of(day: date) -> str:
    """That days are counted to the day that was planned, which is over."""
    said = _("Days that have passed are counted to {day}, as planned. Prepare it anew to change.")
    return said.format(day=formats.day(day))


def _people(count: int) -> str:
    return formats.count(count, "people")
