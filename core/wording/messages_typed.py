"""What is counted of a sending, in words."""

from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_outcome import Numbers, ResultFile

_SHOWN: Final = 5
"""So many rows are named."""


def field(name: str) -> str:
    """What a number is called."""
    return {
        "sent": _("Messages sent"),
        "failed": _("Did not arrive"),
        "opened": _("Opened"),
        "reacted": _("Clicked or answered"),
        "left": _("Asked to stop"),
        "bought": _("Purchases"),
        "revenue": _("Sold (won)"),
    }[name]


def impossible() -> str:
    """Why numbers are not kept."""
    return _("No more can fail, open, react or leave than were sent. Nothing was kept yet.")


def read(found: ResultFile) -> str:
    """What a result file tells."""
    told = " · ".join(
        f"{field(name)} {formats.number(value)}" for name, value in _known(found.numbers)
    )
    if not found.people:
        return told
    if found.strangers and found.numbers.sent is None:
        return _("Nobody in it is on the list of this message.")
    if not found.known and not found.strangers:
        return told
    matched = _("{known} of {people} lines are on the list.").format(
        known=formats.number(found.known), people=formats.number(found.people)
    )
    return f"{told}. {matched}"


def _known(numbers: Numbers) -> list[tuple[str, int]]:
    told = {
        "sent": numbers.sent, "failed": numbers.failed, "opened": numbers.opened,
        "reacted": numbers.reacted, "left": numbers.left,
    }  # fmt: skip
    return [(name, value) for name, value in told.items() if value is not None]


def strangers(found: ResultFile) -> list[str]:
    """How many lines name somebody who is not on the list, where they are, and what helps."""
    if not found.strangers:
        return []
    first = ", ".join(map(formats.number, found.strangers[:_SHOWN]))
    told = [
        _("{count} name somebody who is not on the list, and do not count (rows {rows}).").format(
            count=formats.count(len(found.strangers), "lines"),
            rows=f"{first}, …" if len(found.strangers) > _SHOWN else first,
        )
    ]
    if found.numbers.sent is None:
        told.append(_("If it is the right file, drop the list you sent it by above."))
    return told


def doubtful(found: ResultFile, sent: int | None) -> list[str]:
    """What to look at before the numbers of a file are taken; empty where they fit.

    Args:
        found: the result file.
        sent: how many were sent so far as is known.
    """
    told, lines = found.numbers.sent, list[str]()
    if sent and told is not None and told < sent:
        lines.append(
            _("This message went to {sent}, but the file tells of {told}.").format(
                sent=formats.count(sent, "messages"), told=formats.count(told, "messages")
            )
        )
        lines.append(_("Check whether it is the file of this message."))
    if found.people and not found.known and not found.strangers:
        lines.append(_("It names nobody, so only the sums are taken."))
        lines.append(_("Drop the list you sent it by above, and it is known what became of each."))
    return lines


def code(name: str, count: int) -> str:
    """A number of a result file that the seller is asked about."""
    return _("{code} ({count})").format(code=name, count=formats.count(count, "lines"))


def meaning(code: str) -> str:
    """What a number may mean."""
    return {"arrived": _("It arrived"), "failed": _("It failed")}[code]
