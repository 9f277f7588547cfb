"""What to keep in mind of the answer of a copy test, and what to do next, in words."""

from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.terms.copy_tests import Design, Response
from core.verdicts.copy_tests import Answer, Basis, Call, Ruling, Said

LARGEST_COUNT: Final = 10_000_000
"""More people are not told as something that could be had."""


def others(ruling: Ruling) -> list[Said]:
    """All versions but the control."""
    return [one for one in ruling.versions if one.letter != ruling.control]


def notes(ruling: Ruling) -> list[str]:
    """What to keep in mind, the most important first."""
    found = [*_of_answer(ruling), *_of_others(ruling)]
    if ruling.answer.decides:
        found += {
            Basis.BOUNDARY: [_("The difference is so large that it ended early.")],
            Basis.LATE: [_("What came after the plan was counted too.")],
            Basis.ONCE: [_("This holds if you look at the numbers once.")],
        }.get(ruling.basis or Basis.PLAN, [])
    return found


def _of_answer(ruling: Ruling) -> list[str]:
    said = {
        Answer.COMPARISON: _("See whether something else happened at the same time."),
        Answer.MISMATCH: _("See whether one of them was off, or its numbers are missing."),
    }.get(ruling.answer)
    return [] if said is None else [said]


def step(ruling: Ruling) -> str:
    """What to do where no difference was found and nobody can say that there is none."""
    if ruling.answer not in {Answer.OPEN, Answer.HARD} or ruling.conflict:
        return ""
    next_ = _("Compare clicks, or use bolder texts.")
    if ruling.response is Response.CLICKS:
        next_ = _("Use bolder texts, or compare for longer.")
        if ruling.design is Design.LIST_SPLIT:
            next_ = _("Use bolder texts, or send to more people.")
    if ruling.needed is None or ruling.needed > LARGEST_COUNT:
        return next_
    people = formats.count(ruling.needed, "people")
    needed = _("A difference of this size takes about {people} for each text.")
    return f"{next_} {needed.format(people=people)}"


def _of_others(ruling: Ruling) -> list[str]:
    """The other versions, where there are more than two."""
    if ruling.answer is not Answer.SWITCH or len(ruling.versions) < 3:  # noqa: PLR2004
        return []
    found = []
    for one in others(ruling):
        if one.letter == ruling.chosen:
            continue
        if one.call is Call.BETTER:
            said = _("{name} was better than {control} too; which of both is better is unknown.")
            found.append(said.format(name=spoken.topic(one.letter), control=ruling.control))
        elif one.call is Call.WORSE:
            found.append(_("{name} did worse.").format(name=spoken.topic(one.letter)))
    return found
