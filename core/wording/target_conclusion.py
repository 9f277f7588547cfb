"""What the page 타깃 비교 says first, in words."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_compare import Beside
from core.terms import Evidence
from core.verdicts.target import TargetSay
from core.wording import target_compare as compare
from core.wording import target_names as names
from core.wording import verdicts


@dataclass(frozen=True, slots=True)
class Words:
    """The card: what to think, why, two numbers, what to do, how sure that is, and where to go.

    ``tab`` is the tab in which something can be done; empty where a file is needed.
    """

    headline: str
    reason: str
    level: Evidence
    badge: str
    tone: str
    numbers: tuple[tuple[str, str, str | None], ...]
    todo: str
    why: tuple[str, ...]
    tab: str
    wants_upload: bool = False


def words(one: Beside | None, sentence: str) -> Words:
    """All of the card.

    Args:
        one: the dimension that is said first; None where nothing is aimed at.
        sentence: the customer in one sentence.
    """
    if one is None:
        return _begin(sentence)
    level = one.found.level
    is_hint = one.found.say is TargetSay.UNSURE and one.effect is None
    return Words(
        compare.headline(one), _reason(one), level, verdicts.evidence(level),
        "bad" if one.found.say is TargetSay.FAR else "calm",
        _numbers(one), compare.todo(one) or _todo(one), _why(one), "compare",
        is_hint or (one.found.say is TargetSay.NO_ACTUAL and not one.is_beyond),
    )  # fmt: skip


def _begin(sentence: str) -> Words:
    level = Evidence.NO_DATA
    if not sentence:
        return Words(
            _("Say in one sentence who your customer is."),
            _("Then you see whether those who buy are the people you have in mind."),
            level, verdicts.evidence(level), "calm", (),
            _("Write it under personas. One minute is enough."), (), "personas",
        )  # fmt: skip
    return Words(
        _("Say how many of ten should be whom."), sentence, level, verdicts.evidence(level),
        "calm", (), _("Type the shares you have in mind, for example by age."), (), "compare",
    )  # fmt: skip


def _reason(one: Beside) -> str:
    if one.found.say is TargetSay.NO_ACTUAL:
        return compare.lacks(one)
    lines = (
        compare.over(one), compare.by_chance(one), compare.waits(one),
        compare.reason(one),
    )  # fmt: skip
    return " ".join(filter(None, lines))


def _numbers(one: Beside) -> tuple[tuple[str, str, str | None], ...]:
    error = one.found.error
    if error is None or one.actual is None:
        return ()
    told = (_("Difference from your aim"), compare.percent(error.value), None)
    if one.effect is None:
        return (told,)
    return told, (_("Range"), compare.bounds(error.low, error.high), None)


def _todo(one: Beside) -> str:
    return {
        TargetSay.CHANCE: _("Go on as you do, and look again when more have bought."),
        TargetSay.WITHIN: _("Go on as you do."),
        TargetSay.UNSURE: compare.settles(one)
        or _("Look again when more have bought, before you change anything."),
    }.get(one.found.say, "")


def _why(one: Beside) -> tuple[str, ...]:
    if one.found.error is None or one.actual is None:
        return ()
    return (
        *compare.rests_on(one)[:2],
        _("The error is half the sum of all differences: so many would have to be others."),
        _("Something is said from {limit} on, and only if the whole range lies above it.").format(
            limit=compare.percent(one.aim.most)
        ),
        *compare.repeats(one),
        _("It may be wrong where the file tells of few products, or of days that were unusual."),
    )


def looked_at(several: int) -> str:
    """That the card tells of one comparison of several; empty of one alone."""
    if several < 2:  # noqa: PLR2004
        return ""
    return _("{count} comparisons were looked at; this is the one to know first.").format(
        count=formats.number(several)
    )


def name(one: Beside) -> str:
    """By what is compared."""
    return names.dimension(one.dimension)
