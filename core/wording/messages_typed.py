"""What is counted of a sending, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_outcome import Numbers, ResultFile


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
