"""What each one spent, in words: before a test starts, and beside what it says."""

from collections.abc import Mapping

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_tests import Draft
from core.terms.copy_tests import Design, Response
from core.verdicts.copy_tests import Range, Ruling


def before(draft: Draft) -> str:
    """What money can be compared by, before anything is counted; empty where none is counted."""
    if draft.response is not Response.REVENUE:
        return ""
    if not draft.design.by_chance:
        return _("What each spent is only shown side by side.")
    if draft.design is Design.LIST_SPLIT:
        return _(
            "Who buys decides. What each spent is compared only if the buyers are counted in the"
            " order files: totals do not tell who spent how much."
        )
    return _(
        "Who buys decides. What each spent is compared only if the money of each day is entered."
    )


def beside(ruling: Ruling, spent: Mapping[str, float | None]) -> str:
    """What each one spent, and whether that could be judged; empty where it was not asked for."""
    if not spent:
        return ""
    known = {letter: won for letter, won in spent.items() if won is not None}
    if len(known) < len(spent):
        return _("The money of a text is missing, so those who bought were compared.")
    each = ", ".join(f"{letter} {formats.won(round(won))}" for letter, won in known.items())
    told = _("Spent by each: {each}.").format(each=each)
    if ruling.money:
        return f"{told} {_apart(ruling)}"
    why = _("Totals alone cannot be compared as money, so those who bought were.")
    unsure = _("Whether that is chance cannot be told.")
    return f"{why} {told} {unsure}" if ruling.design.by_chance else told


def _apart(ruling: Ruling) -> str:
    """Between which bounds the difference lies: of the text to use, else of the farthest one."""
    one = max(
        ruling.money,
        key=lambda it: (it.letter == ruling.chosen, abs(it.difference.middle)),
    )
    apart = _("{letter} to {control}: {range}").format(
        letter=one.letter, control=ruling.control, range=_range(one.difference)
    )
    return _("We put the difference at {apart}.").format(apart=apart)


def _range(found: Range) -> str:
    return _("{low} to {high}").format(low=_signed(found.low), high=_signed(found.high))


def _signed(won: float) -> str:
    size = formats.won(abs(round(won)))
    if not round(won):
        return size
    return ("+" if won > 0 else formats.MINUS) + size
