"""Many customers of a list at once, in words."""

from core.i18n import formats
from core.i18n import gettext as _


def shown(some: int, every: int, *, is_written_to: bool = True) -> str:
    """Who can be ticked, and that nothing is sent where somebody would be written to."""
    told = _("The first {shown} of {count}.").format(
        shown=formats.number(some), count=formats.count(every, "people")
    )
    if not is_written_to:
        return told
    return f"{told} {_('Nothing is sent from here: write to them yourself, then mark it.')}"


def alike(count: int) -> str:
    """That many people would get the same text."""
    return _("The same text for {count} reads like a circular; share other texts out.").format(
        count=formats.count(count, "people")
    )


def done(count: int) -> str:
    """The button that notes that they were written to."""
    return _("Mark {count} as written to").format(count=formats.count(count, "people"))


def skip(count: int) -> str:
    """The button that passes them over."""
    return _("Skip {count}").format(count=formats.count(count, "people"))
