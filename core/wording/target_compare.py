"""Those who buy beside those one has in mind, in words."""

from math import ceil
from typing import Final

from core.analysis.target import VALUES
from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_actual import LENGTHS, Actual, Span
from core.services.target_compare import Beside
from core.services.target_repeats import BOUGHT
from core.services.target_shares import AimProblem, AimRefused
from core.terms import Evidence
from core.verdicts.target import LEAST_CASES, Advice, MonthError, Reason, TargetSay
from core.wording import exports, target_names
from core.wording.message import Message

NOBODY_KNOWS: Final = Evidence.NO_DATA
"""What stands over the side of which no file tells."""

_NEARLY: Final = 0.9
"""Days are called all of those asked for if no more than a tenth of them is missing."""


def percent(share: float) -> str:
    """An error or a share in whole per cent."""
    return formats.rate(share, 0)


def headline(one: Beside) -> str:
    """What can be said of the error, in one sentence."""
    name, error = target_names.dimension(one.dimension), one.found.error
    value = "" if error is None else percent(error.value)
    text = {
        TargetSay.NO_AIM: _("{name}: you have not said yet whom you aim at."),
        TargetSay.NO_ACTUAL: _("{name}: no file tells who buys."),
        TargetSay.FEW: _("{name}: it is too early to judge."),
        TargetSay.CHANCE: _("{name}: chance alone makes as much of a difference."),
        TargetSay.WITHIN: _("{name}: those you have in mind are those who buy."),
        TargetSay.UNSURE: _("{name}: those who buy may well differ by {value}."),
        TargetSay.FAR: _("{name}: those you have in mind and those who buy differ by {value}."),
    }[one.found.say]
    if one.found.say is TargetSay.WITHIN and one.found.level is Evidence.HINT:
        text = _("{name}: those you have in mind seem to be those who buy.")
    return text.format(name=name, value=value)


def by_chance(one: Beside) -> str:
    """The error beside what chance does; empty where there is none."""
    error = one.found.error
    if error is None:
        return ""
    if one.found.say is TargetSay.CHANCE:
        text = _(
            "Of those who buy {value} would have to be others to make your shares. Chance alone "
            "makes up to {chance}, so it says nothing."
        )
    elif one.effect is not None:
        text = _(
            "Of those who buy {value} would have to be others to make your shares. Chance alone "
            "makes up to {chance}."
        )
    else:
        text = _(
            "Of those who buy {value} would have to be others to make your shares. One person may "
            "be counted several times, so chance alone may make more than {chance}."
        )
    return text.format(value=percent(error.value), chance=percent(error.chance))


def spread(one: Beside) -> str:
    """Between which bounds the true error lies; empty where people may be counted twice."""
    error = one.found.error
    if error is None or one.effect is None:
        return ""
    return _("The true error lies at {span}.").format(span=bounds(error.low, error.high))


def bounds(low: float, high: float) -> str:
    """Two shares as one range: 24~32%."""
    ends = (percent(low).removesuffix("%"), percent(high))
    return formats.span(*ends)


def waits(one: Beside) -> str:
    """How many cases are missing before anything is judged."""
    if one.found.say is not TargetSay.FEW or one.actual is None:
        return ""
    have, wanted = one.actual.counts.cases, ceil(LEAST_CASES * (one.effect or 1.0))
    counting = one.actual.counting
    return _("There are {have}. With {more} more it can be judged.").format(
        have=target_names.more(counting, have),
        more=target_names.more(counting, max(1, wanted - have)),
    )


def settles(one: Beside) -> str:
    """What would tell it for sure where one person may be counted several times; else empty."""
    actual = one.actual
    if actual is None or one.effect is not None:
        return ""
    if actual.counting not in BOUGHT:
        return _("Visits do not tell who buys. A file that counts payments does.")
    if actual.repeats is None:
        return _("Add the order files of the same days, and it can be told for sure.")
    return _(
        "Order files of these days name too few buyers: {named} of {cases}. Add those that are "
        "missing."
    ).format(
        named=formats.number(actual.repeats.named),
        cases=formats.number(actual.counts.cases + actual.counts.unknown),
    )


def repeats(one: Beside) -> list[str]:
    """How it is known of how many people payments are, and what is taken for granted."""
    actual = one.actual
    if actual is None or actual.repeats is None or one.effect is None or actual.products is None:
        return []
    people = int(actual.counts.cases / one.effect)
    return [
        _(
            "Some bought several times, so {cases} are taken as no surer than {people}: in the "
            "order files {buyers} bought {named} times."
        ).format(
            cases=target_names.more(actual.counting, actual.counts.cases),
            people=formats.count(people, "people"),
            buyers=formats.count(actual.repeats.buyers, "people"),
            named=formats.number(actual.repeats.named),
        ),
        _("It is taken for granted that no age or gender buys more often than another."),
    ]


def advice(one: Advice) -> str:
    """The name of one of the three."""
    return {
        Advice.TARGET: _("Change the target"),
        Advice.COPY: _("Change texts and channels"),
        Advice.WAIT: _("Watch a little longer"),
    }[one]


def todo(one: Beside) -> str:
    """The advice with what it means here; empty without one."""
    found = one.found
    if found.advice is None:
        return ""
    lacking, most = value_at(one, found.lacking), value_at(one, found.most_bought)
    text = {
        Advice.TARGET: _(
            "{advice}: more of {most} buy than you meant. Set your aim by those who really buy."
        ),
        Advice.COPY: _("{advice}: speak to those who are missing ({lacking})."),
        Advice.WAIT: _("{advice}: look again when the next file is there."),
    }[found.advice]
    return text.format(advice=advice(found.advice), lacking=lacking, most=most)


def reason(one: Beside) -> str:
    """Why it is this advice and no other one."""
    found = one.found
    if found.reason is None:
        return ""
    text = {
        Reason.TRYING: _("You are trying something about it already, see your notes."),
        Reason.UNKNOWN: _("Of {unknown} nobody knows it; they may tip it either way."),
        Reason.NEARING: _("The latest month is within {limit} already."),
        Reason.STEADY: _("The same people have bought for {months}, so it is a firm habit."),
        Reason.LACKING: _("Missing most: {lacking}, aimed at {meant}, in fact {there}."),
    }[found.reason]
    return text.format(
        unknown=unknown_share(one.actual), limit=percent(one.aim.most),
        months=formats.count(found.months, "months"), lacking=value_at(one, found.lacking),
        meant=percent(_at(one.aim.shares, found.lacking)),
        there=percent(_at(one.actual.counts.shares if one.actual else None, found.lacking)),
    )  # fmt: skip


def value_at(one: Beside, place: int | None) -> str:
    """The value at a place of its dimension."""
    if place is None:
        return ""
    return target_names.value(one.dimension, VALUES[one.dimension][place])


def unknown_share(actual: Actual | None) -> str:
    """Of how many nobody knows the value, as a share."""
    share = actual.counts.unknown_share if actual else None
    return percent(share or 0.0)


def rests_on(one: Beside) -> list[str]:
    """What was counted, over which days, and what is left out."""
    actual = one.actual
    if actual is None:
        return []
    lines = [
        _("{cases}, {days}.").format(
            cases=target_names.cases(actual.counting, actual.counts.cases),
            days=formats.period(actual.period),
        ),
        target_names.counted(actual.counting),
    ]
    if actual.counts.unknown:
        lines.append(
            _("Of {count} more ({share}) nobody knows it; they are in no share.").format(
                count=target_names.more(actual.counting, actual.counts.unknown),
                share=unknown_share(actual),
            )
        )
    if actual.nameless:
        lines.append(
            _("{count} name no buyer and are left out.").format(
                count=formats.count(actual.nameless, "order_lines")
            )
        )
    if actual.products is not None:
        lines.append(_products(actual))
    return lines + repeats(one)


def _products(actual: Actual) -> str:
    return _(
        "The file counts product by product: two products paid at once are two. ({count})"
    ).format(count=formats.count(actual.products, "products"))


def over(one: Beside) -> str:
    """Over which days it was counted; empty where nothing was."""
    if one.actual is None:
        return ""
    return _("Counted over {days}.").format(days=formats.period(one.actual.period))


def short_of(one: Beside, span: Span) -> str:
    """That files tell of fewer days than were asked for; empty where they do not."""
    if one.actual is None or span is Span.ALL:
        return ""
    period = one.actual.period
    if period.days >= LENGTHS[span] * _NEARLY:
        return ""
    return _("The files tell only of {days}: {count}, not of all you chose.").format(
        days=formats.period(period), count=formats.count(period.days, "days")
    )


def lacks(one: Beside) -> str:
    """What it takes to see the actual side."""
    if one.is_beyond:
        return _("The files tell of longer periods than these days. Choose more days above.")
    return _("With {file} you see who really buys.").format(
        file=target_names.file_needed(one.dimension)
    )


def chart_title(one: Beside) -> str:
    """What the picture shows: its finding where there is one."""
    found = one.found
    if found.say in {TargetSay.FAR, TargetSay.UNSURE} and found.lacking is not None:
        return _("Fewer than you meant: {lacking}. More: {most}.").format(
            lacking=value_at(one, found.lacking), most=value_at(one, found.most_bought)
        )
    return _("Your aim and the actual buyers, by {name}").format(
        name=target_names.dimension(one.dimension)
    )


def gap(meant: float | None, there: float | None) -> str:
    """How far one value is from what is meant, in words for the pointer."""
    if meant is None:
        return _("actual {there}").format(there=percent(there or 0.0))
    if there is None:
        return _("aim {meant}").format(meant=percent(meant))
    return _("aim {meant}, actual {there} ({gap})").format(
        meant=percent(meant), there=percent(there), gap=formats.rate_points(there - meant)
    )


def month(one: MonthError) -> str:
    """The error of one month, in words for the pointer."""
    if one.value is None or one.chance is None:
        return _("Too few bought ({count}).").format(count=formats.number(one.cases))
    return _("{value}, by chance up to {chance} ({count})").format(
        value=percent(one.value), chance=percent(one.chance), count=formats.number(one.cases)
    )


def months_note(one: Beside) -> str:
    """What is drawn beside the error of months."""
    return _(
        "Grey: what chance makes. Dashed: {limit}. Months with fewer than {least} are left out."
    ).format(limit=percent(one.aim.most), least=formats.number(LEAST_CASES))


def total(percents: int) -> str:
    """What shares typed so far add up to."""
    if percents == 100:  # noqa: PLR2004  (all of them)
        return _("Together 100%. That is right.")
    text = _("Together {total}%. {missing}% are missing.")
    if percents > 100:  # noqa: PLR2004
        text = _("Together {total}%. That is {over}% too much.")
    return text.format(total=percents, missing=100 - percents, over=percents - 100)


def refused(fault: AimRefused) -> Message:
    """Shares were not kept."""
    if fault.problem is AimProblem.NOT_WHOLE:
        return Message(
            _("The shares were not kept."),
            remedy=_("The shares make {total}% together. Make it 100%.").format(total=fault.total),
        )
    return Message(_("The shares were not kept."), remedy=_("Choose an error between 1% and 90%."))


def origin(one: Beside) -> tuple[tuple[str, str], ...]:
    """Where the error comes from."""
    actual = one.actual
    lines = [
        (_("What it means"), _("How large a part of those who buy would have to be others.")),
        (
            _("How it is computed"),
            _("Half the sum of the differences between your aim and the actual buyers"),
        ),
        (
            _("By chance"),
            _("In 19 of 20 samples of this size it stays below, if your aim were true."),
        ),
    ]
    if actual is not None:
        lines += [(_("Days"), formats.period(actual.period)), (_("Files"), _files(actual))]
    return tuple(lines)


def _files(actual: Actual) -> str:
    if not actual.reports:
        return _("Order files")
    return ", ".join(exports.name(report) for report in actual.reports)


def _at(shares: tuple[float, ...] | None, place: int | None) -> float:
    return 0.0 if shares is None or place is None else shares[place]
