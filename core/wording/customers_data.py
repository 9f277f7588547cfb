"""Deleting a person, in words: what goes, what stays, what is left to do."""

from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_erasing import Erased, ErasePlan, ErasureOutdated
from core.services.customers_identity import UnknownBuyer
from core.wording.customers_one import name
from core.wording.message import Message

_SHOWN: Final = 3
"""So many names of files are told."""


def ask(one: ErasePlan) -> str:
    """What is asked."""
    return _("Delete what is kept of {name}? It cannot be taken back.").format(name=name(one.name))


def plan(one: ErasePlan) -> list[str]:
    """What goes and what stays, each in a line."""
    goes = [
        _("{what} {count}").format(what=_table(table), count=formats.number(count))
        for table, count in one.goes.items()
        if count
    ]
    lines = [
        _("Deleted: name, number{more}").format(more="".join(f", {it}" for it in goes)),
        _("Stays without a name: {count}, so that your sums stay right").format(
            count=formats.count(one.stays.get("order_line", 0), "order_lines")
        ),
        _("Files you add later bring the name back no more."),
    ]
    if one.backups:
        lines.append(copies(len(one.backups)))
    return lines


def copies(count: int) -> str:
    """That copies still hold the person."""
    return _("{count} still hold the name.").format(count=formats.count(count, "backups"))


def with_copies(count: int) -> str:
    """Whether the copies are to go as well."""
    return _("Also make a new backup and delete the {count} from before").format(
        count=formats.count(count, "backups")
    )


def erased_with_copies(count: int, left: int) -> str:
    """What was done, with the copies; ``left`` of which could not be deleted."""
    told = _("Deleted, also in {count} from before. There is a new backup now.").format(
        count=formats.count(count, "backups")
    )
    return f"{told} {copies(left)}" if left else told


def erased(one: Erased) -> str:
    """What was done."""
    told = _("Deleted.")
    if one.backups:
        told = f"{told} {copies(len(one.backups))}"
    return told


def refused(why: ErasureOutdated | UnknownBuyer) -> Message:
    """Why nothing was deleted."""
    if isinstance(why, ErasureOutdated):
        return Message(
            _("Something was added meanwhile."), _("Nothing was deleted."),
            _("Look at what would go once more."),
        )  # fmt: skip
    return Message(_("This customer was deleted."), _("Nothing else was changed."))


def _table(code: str) -> str:
    """What the rows of a table are called."""
    names = {
        "consent": _("consents"),
        "customer_persona": _("personas"),
        "customer_tag": _("interests"),
        "feedback": _("remarks"),
        "complaint": _("complaints"),
        "review": _("texts of reviews"),
        "inquiry": _("texts of questions"),
        "contact": _("contacts"),
        "customer_post": _("posts"),
    }
    return names.get(code, _("notes"))
