"""What the pictures of copy tests say: people, spans, the leader, the way of the difference."""

from collections.abc import Sequence

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.services.copy_test_path import Pair, Step
from core.terms.copy_tests import Response
from core.verdicts.copy_tests import Answer, Ruling, Said
from core.wording import copy_page_tags as names
from core.wording import copy_tests_numbers as numbers


def people(ruling: Ruling, one: Said, of: int) -> str:
    """How many of so many people reacted to a version; the same number as in the conclusion."""
    if one.rate is None:
        return formats.UNKNOWN
    base, decimals = numbers.told_in(_in_conclusion(ruling))
    count = formats.number(one.rate * of)
    if base >= of:
        of, count = base, formats.number(one.rate * base, decimals)
    return _("{count} of {of} people").format(count=count, of=formats.number(of))


def _in_conclusion(ruling: Ruling) -> list[float]:
    """The rates that the conclusion tells: of a winner its own and the control's, else all."""
    told = {ruling.control, ruling.chosen}
    return [
        one.rate
        for one in ruling.versions
        if one.rate is not None and (ruling.answer is not Answer.SWITCH or one.letter in told)
    ]


def can_be_dots(ruling: Ruling, of: int) -> bool:
    """Whether none of those who reacted are fewer than one of so many people."""
    rates = [one.rate for one in ruling.versions if one.rate]
    return numbers.base_of(rates) <= of


def picture(ruling: Ruling, one: Said, of: int) -> str:
    """What a pictogram shows."""
    did = {
        Response.CLICKS: _("{name}: {people} clicked"),
        Response.REPLIES: _("{name}: {people} replied"),
    }.get(ruling.response, _("{name}: {people} bought"))
    return did.format(name=names.letter(one.letter), people=people(ruling, one, of))


def bounds(one: Said) -> str:
    """A rate and the span it lies in, in percent."""
    if one.rate is None or one.bounds is None:
        return formats.UNKNOWN
    low, high = (f"{100 * edge:.1f}" for edge in one.bounds)
    return f"{100 * one.rate:.1f}% ({formats.span(low, high)}%)"


def bound(steps: Sequence[Step]) -> str:
    """Whether and when the difference crossed the line it had to cross."""
    crossed = next((one for one in steps if abs(one.apart) >= one.line), None)
    if crossed is None:
        return _("The difference never crossed the dashed lines, so none was found.")
    return _("The difference crossed the dashed line on {day}.").format(
        day=formats.day_short(crossed.day)
    )


def bound_of(letter: str, steps: Sequence[Step], *, alone: bool) -> str:
    """The same with the name of the version, where there are several."""
    return bound(steps) if alone else f"{names.letter(letter)}: {bound(steps)}"


def ahead(one: Pair, rate: float) -> str:
    """How far the leader is ahead of another version, in people."""
    told = numbers.signed_span(one.difference.low, one.difference.high, rate)
    return _("{range} of {base} people").format(**told)


def base(rate: float) -> int:
    """Of how many people the lead is told."""
    return numbers.base_of([rate])


def more_of(rate: float) -> str:
    """What the axis of the lead is called."""
    return _("More of {base} people").format(base=formats.number(base(rate)))


def leader(found: Sequence[Pair]) -> str:
    """Of which others the leader is better, and of which nobody can say."""
    sure = [one.other for one in found if one.known]
    name = spoken.topic(names.letter(found[0].leader))
    if not sure:
        name = spoken.subject(names.letter(found[0].leader))
        return _("{name} did best, but it is too early to call it better.").format(name=name)
    others = numbers.both(sure) if len(sure) > 1 else sure[0]
    said = _("{name} is better than {others}.").format(name=name, others=others)
    if len(sure) == len(found):
        return said
    return f"{said} {_('Against the rest it may be chance.')}"
