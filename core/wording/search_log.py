"""Being found by searching, in words."""

from collections.abc import Mapping, Sequence

from core.i18n import formats
from core.i18n import gettext as _
from core.services.search_log import Part, Product, SearchChange, WeekShare
from core.store.checks import Answer
from core.wording import events


def part(which: Part) -> str:
    """A point of the checklist."""
    return {
        Part.TITLE: _("Product title"),
        Part.TAGS: _("Tags"),
        Part.CATEGORY: _("Category"),
        Part.ATTRIBUTES: _("Attributes"),
    }[which]


def hint(which: Part) -> str:
    """What to look at."""
    return {
        Part.TITLE: _("Does it begin with the words people search by?"),
        Part.TAGS: _("Are all places for tags used?"),
        Part.CATEGORY: _("Is it the closest one there is?"),
        Part.ATTRIBUTES: _("Are size, colour and material filled in?"),
    }[which]


def answer(which: Answer) -> str:
    """What was found of a point."""
    return {
        Answer.DONE: _("Fine"),
        Answer.MISSING: _("To be mended"),
        Answer.NOT_MINE: _("Not for this one"),
    }[which]


def checked(found: Product, which: Part) -> str:
    """When a point was looked at last, and what was found."""
    one = found.checked.get(which)
    if one is None:
        return _("not looked at yet")
    return f"{answer(one.answer)} · {formats.day_short(one.day)}"


def change(one: SearchChange, products: Mapping[int, str]) -> str:
    """What was changed, of what, and when."""
    return f"{formats.day_short(one.day)} · {mark(one, products)}"


def mark(one: SearchChange, products: Mapping[int, str]) -> str:
    """The same without its day, for a mark that stands at it."""
    told = [events.about(one.product_id, products), part(one.part)]
    return " · ".join([*told, one.text] if one.text else told)


def title(found: Sequence[WeekShare]) -> str:
    """The head of the trend: where the share stands."""
    known = [one for one in found if one.share is not None]
    if not known:
        return _("Share of visits that came by searching")
    return _("In the week from {day} on {share} of the visits came by searching").format(
        day=formats.day_short(known[-1].monday), share=formats.rate(known[-1].share, 0)
    )
