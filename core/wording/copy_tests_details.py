"""What stands behind 자세히: chance, bounds, and how the answer was come by."""

from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.verdicts.copy_tests import Answer, Basis, Ruling, Said
from core.wording import copy_tests_numbers as numbers

HUNDRED, THOUSAND = 100, 1000
RARE: Final = 0.0005
"""Chances below this are told as less than once in a thousand."""


def sentences(ruling: Ruling) -> tuple[str, ...]:
    """All of it, one sentence each; nothing where nothing was compared."""
    one = _shown(ruling)
    if one is None or one.p is None or one.difference is None:
        return ()
    if ruling.answer is Answer.TOO_FEW:
        return (*(_own(each) for each in ruling.versions), _meaning(ruling))
    found = [
        by_chance(ruling, one),
        _line(ruling),
        _apart(ruling, one),
        *(_own(each) for each in ruling.versions),
        _meaning(ruling),
        _likely(ruling),
        won_each(ruling),
        _curse(ruling),
        _days(ruling),
    ]
    return tuple(each for each in found if each)


def _shown(ruling: Ruling) -> Said | None:
    """The version that is told of: the chosen one, else the one least like the control."""
    others = [one for one in ruling.versions if one.letter != ruling.control and one.p is not None]
    chosen = [one for one in others if one.letter == ruling.chosen]
    return min(chosen or others, key=lambda one: one.p or 0.0, default=None)


def by_chance(ruling: Ruling, one: Said) -> str:
    """How often two equal texts look so different."""
    p = one.p if one.p is not None else 1.0
    names = _("two texts")
    if len(ruling.versions) > 2:  # noqa: PLR2004
        names = numbers.both([ruling.control, one.letter])
    if p < RARE:
        return _(
            "If {names} were alike, so large a difference would come up less than once in 1,000"
            " times (p < 0.001)."
        ).format(names=spoken.subject(names))
    of = HUNDRED if p * HUNDRED >= 1 else THOUSAND
    return _(
        "If {names} were alike, so large a difference would come up about {times} in {of} times"
        " (p = {p})."
    ).format(
        names=spoken.subject(names),
        times=formats.number(p * of),
        of=formats.number(of),
        p=formats.number(p, 2 if p * HUNDRED >= 1 else 3),
    )


def _line(ruling: Ruling) -> str:
    """What was asked of a difference."""
    alpha = ruling.look.alpha
    if alpha is None or ruling.basis not in {Basis.PLAN, Basis.BOUNDARY}:
        return ""
    of = HUNDRED if alpha * HUNDRED >= 1 else 10 * THOUSAND
    return _("As fixed before, only what comes up less often than {times} in {of} counts.").format(
        times=formats.number(alpha * of, 1), of=formats.number(of)
    )


def _apart(ruling: Ruling, one: Said) -> str:
    low, _seen, high = one.difference or (0.0, 0.0, 0.0)
    span = numbers.signed_span(low, high, ruling.base or one.rate or 0.0)
    return _("We put the difference of {name} to {control} at {range} of {base} people.").format(
        name=one.letter, control=ruling.control, **span
    )


def _own(one: Said) -> str:
    """Between which bounds the rate of a version lies."""
    low, high = one.bounds or (0.0, 1.0)
    base = numbers.base_of([one.rate or high])
    span = formats.span(formats.number(low * base, 1), formats.number(high * base, 1))
    return _("{name}: in truth we think {range} of {base} people.").format(
        name=one.letter, range=span, base=formats.number(base)
    )


def _meaning(ruling: Ruling) -> str:
    if ruling.basis is Basis.LATE:
        return _("Measured many times this way, 99 of 100 such ranges hold the true value.")
    return _("Measured many times this way, 19 of 20 such ranges hold the true value.")


def _likely(ruling: Ruling) -> str:
    """How likely a version is the best; where it is not said anyway."""
    if ruling.answer is Answer.LOW_REGRET:
        return ""
    best = max(ruling.versions, key=lambda one: one.chance or 0.0)
    if best.chance is None:
        return ""
    return _("The chance that {name} is the best is about {chance}.").format(
        name=spoken.subject(best.letter), chance=formats.rate(best.chance)
    )


def won_each(ruling: Ruling) -> str:
    """Won of a visitor, where revenue was asked for."""
    if not ruling.money:
        return ""
    own = ruling.money[0].per_visitor[0]
    told = [(ruling.control, own), *((one.letter, one.per_visitor[1]) for one in ruling.money)]
    each = ", ".join(f"{letter} {formats.won(value)}" for letter, value in told)
    return _("Sold to each who saw it: {each}.").format(each=each)


def _curse(ruling: Ruling) -> str:
    if ruling.answer is not Answer.SWITCH:
        return ""
    return _("A winner looks better than it is, so count on the lower number.")


def _days(ruling: Ruling) -> str:
    if ruling.basis is not Basis.DAYS:
        return ""
    return _("Each day counts once, because people of one day are alike.")
