"""What stands behind 자세히: chance, bounds, and how the answer was come by."""

from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.terms.copy_tests import FEWEST_TURNS
from core.verdicts.copy_tests import Answer, Basis, Ruling, Said
from core.verdicts.copy_tests_plan import too_short
from core.wording import copy_tests_numbers as numbers

HUNDRED, THOUSAND = 100, 1000
TINY: Final = 1e-6
OFTEN: Final = (20, 100)
"""Of so many measurements it is told how often bounds hold the truth, where that is whole."""

RARELY: Final = (100, 10_000, 1_000_000)
"""Of so many times it is told how rare a difference had to be."""

LEAST: Final = 0.1
"""Nothing smaller is told of them."""

RARE: Final = 0.0005
"""Chances below this are told as less than once in a thousand."""

USUAL: Final = 0.05
"""The level of bounds that is told as 19 of 20."""


def sentences(ruling: Ruling) -> tuple[str, ...]:
    """All of it, one sentence each; nothing where nothing was compared."""
    one = _shown(ruling)
    if one is None or one.p is None or one.difference is None:
        return ()
    own = [_own(each) for each in ruling.versions]
    if ruling.answer is Answer.TOO_FEW:
        return (*own, _meaning(USUAL))
    found = [
        by_chance(ruling, one),
        _line(ruling, one),
        _apart(ruling, one),
        _lift(ruling, one),
        _meaning(_level(ruling, one)),
        *own,
        # Where both kinds of bounds hold as often as each other, that is said once.
        "" if _is_usual(_level(ruling, one)) else _meaning(USUAL),
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


def _level(ruling: Ruling, one: Said) -> float:
    """How rare a difference had to be, which is also the level of its bounds."""
    return one.level or ruling.look.alpha or USUAL


def _is_usual(level: float) -> bool:
    return abs(level - USUAL) < TINY


def _line(ruling: Ruling, one: Said) -> str:
    """What was asked of a difference."""
    level = _level(ruling, one)
    if ruling.basis is Basis.LATE or (ruling.basis is Basis.ONCE and _is_usual(level)):
        return ""
    of = next((many for many in RARELY if level * many >= 1), RARELY[-1])
    said = _("As fixed before, only what comes up less often than {times} in {of} counts.")
    if ruling.basis is Basis.ONCE:
        said = _("Of several texts only what comes up less often than {times} in {of} counts.")
    return said.format(times=_short(max(level * of, LEAST)), of=formats.number(of))


def _short(value: float) -> str:
    """A number with a decimal where it has one: 5, 1.7."""
    shown = formats.rounded(value, 1)
    return formats.number(value, 0 if shown == int(shown) else 1)


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


def _lift(ruling: Ruling, one: Said) -> str:
    """The difference as a part of the control's rate, with its bounds."""
    found = numbers.lift(one, ruling.of(ruling.control))
    if not found:
        return ""
    return _("Beside the number with {control} that is {lift}.").format(
        control=ruling.control, lift=found
    )


def _meaning(level: float) -> str:
    """How often such bounds hold the truth: as often as the level at which they are drawn says."""
    of = next((many for many in OFTEN if _is_whole(level * many)), THOUSAND)
    if level * of < 1:
        of *= 10
    missed = max(1, round(level * of))
    return _(
        "Measured many times this way, {hits} of {of} such ranges hold the true value."
    ).format(hits=formats.number(of - missed), of=formats.number(of))


def _is_whole(value: float) -> bool:
    return value > TINY and abs(value - round(value)) < TINY


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
    if too_short(ruling.design, ruling.look.days[1]):
        return _("Fewer than {days} by turns tell no winner, because weekdays differ.").format(
            days=formats.count(FEWEST_TURNS, "days")
        )
    return _("Each day counts once, because people of one day are alike.")
