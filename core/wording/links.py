"""Links with codes, in words."""

from core.analysis.links import LONGEST_CODE, Fault, Style
from core.i18n import formats
from core.i18n import gettext as _
from core.services.links import Unknown


def style(found: Style) -> str:
    """For which shop a link is."""
    return {
        Style.NT: _("SmartStore (NT)"),
        Style.UTM: _("Own shop (UTM)"),
    }[found]


def fault(found: Fault, mended: str | None = None) -> str:
    """What is wrong with a code or an address, and how it would be right."""
    told = {
        Fault.EMPTY: _("Fill this in, or no visit can be told apart."),
        Fault.HANGUL: _("Write it in English letters. Korean becomes unreadable here."),
        Fault.BLANK: _("Leave out blanks; an underline (_) is fine."),
        Fault.CAPITALS: _("Use small letters. Otherwise one channel counts as two."),
        Fault.SYMBOL: _("Only small letters, numbers, and the marks . _ - are allowed."),
        Fault.TOO_LONG: _("It is too long. Use up to {count} letters.").format(count=LONGEST_CODE),
        Fault.NO_ADDRESS: _("Put in the whole address, from https:// on."),
    }[found]
    return _("{told} For example: {code}").format(told=told, code=mended) if mended else told


def address_fault(found: Fault) -> str:
    """What is wrong with the address of a page."""
    return {
        Fault.EMPTY: _("Put in the address of the page, and the link is made."),
        Fault.BLANK: _("The address has a blank in it. Copy it once more."),
        Fault.TOO_LONG: _("The address is too long. Copy it without what follows the ?."),
    }.get(found, _("Put in the whole address, from https:// on."))


def field(place: int) -> str:
    """What each of the four codes is for."""
    return (
        _("Where you post it (source)"),
        _("In which way (medium)"),
        _("Which post or event (optional)"),
        _("Word of the ad (optional)"),
    )[place]


def own_code() -> str:
    """The choice of a code that is not in the list."""
    return _("Type another one")


def unknown_title(found: tuple[Unknown, ...]) -> str:
    """How many codes nobody knows."""
    if not found:
        return _("Every code in your files is in the list")
    return _("{count} codes in your files are not in the list").format(
        count=formats.number(len(found))
    )


def unknown_note() -> str:
    """What to do about codes nobody knows."""
    return _("One that only looks like another is mostly a slip. Visits of both belong together.")


def part(*, is_source: bool) -> str:
    """Whether a code is a source or a medium."""
    return _("source") if is_source else _("medium")
