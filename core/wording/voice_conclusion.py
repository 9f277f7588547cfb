"""What the page 리뷰와 불만 says first, in words."""

from dataclasses import dataclass

from core.analysis.voice_rates import HUNDRED
from core.analysis.voice_themes import Theme
from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_conclusion import LAST_WEEKS, Conclusion
from core.terms import Evidence
from core.verdicts.voice import VoiceSay
from core.wording import metrics, verdicts
from core.wording import voice_themes as themes


@dataclass(frozen=True, slots=True)
class Words:
    """The card: what to think, why, two numbers, what to do, and how sure that is."""

    headline: str
    reason: str
    level: Evidence
    badge: str
    tone: str
    numbers: tuple[tuple[str, str, str | None], ...]
    todo: str
    why: tuple[str, ...]
    wants_upload: bool


def words(told: Conclusion) -> Words:
    """All of the card."""
    found = told.found
    return Words(
        _headline(told),
        _reason(told),
        found.level,
        verdicts.evidence(found.level),
        "bad" if found.say in {VoiceSay.RISING, VoiceSay.WAITING} else "calm",
        _numbers(told),
        _todo(told),
        _why(told),
        found.say in {VoiceSay.NOTHING, VoiceSay.NO_ORDERS},
    )


def todo(name: str | None) -> str:
    """One thing to do about a theme."""
    advice: dict[str | None, str] = {
        Theme.DELIVERY: _(
            "Tell those whose order is late first, and set the day of dispatch anew."
        ),
        Theme.QUALITY: _("Read the latest complaints, and look that product over before sending."),
        Theme.PRICE: _("Compare the price with similar products, and say what comes with it."),
        Theme.SERVICE: _("Answer what has waited longest today."),
        Theme.RETURNS: _("Make the way to return it easier to find on the detail page."),
        Theme.PACKING: _("Try a sturdier packing."),
        Theme.SIZE: _("Write measured sizes on the detail page."),
        Theme.COLOUR: _("Add a picture taken in daylight."),
    }
    return advice.get(name) or _("Read the latest texts and choose one thing to mend.")


def _headline(told: Conclusion) -> str:
    text = {
        VoiceSay.RISING: _("Complaints are rising: {theme}."),
        VoiceSay.FREQUENT: _("Customers complain most of: {theme}."),
        VoiceSay.WAITING: _("{count} wait for your answer."),
        VoiceSay.CALM: _("No complaint stands out yet."),
        VoiceSay.NO_ORDERS: _("No complaint stands out yet."),
        VoiceSay.NOTHING: _("You can see what customers complain of."),
    }[told.found.say]
    return text.format(theme=_theme(told), count=formats.number(told.waiting))


def _reason(told: Conclusion) -> str:
    say, change = told.found.say, told.found.change
    if say is VoiceSay.RISING and change is not None:
        return _(
            "Of 100 orders {now} complained, {before} before. That is beyond the usual."
        ).format(
            now=themes.per_hundred(change.rate_now), before=themes.per_hundred(change.rate_before)
        )
    if say is VoiceSay.FREQUENT and told.bar is not None:
        return _("{count}. Whether it rises cannot be said. Counted: {days}.").format(
            count=formats.count(told.bar.problems, "complaints"),
            days=formats.period(told.view.period),
        )
    return {
        VoiceSay.WAITING: _("{count} of them are late.").format(count=formats.number(told.overdue))
        if told.overdue
        else "",
        VoiceSay.CALM: _("There are too few complaints of one theme to say more."),
        VoiceSay.NO_ORDERS: _("With an order file you see how many complain of 100 orders."),
        VoiceSay.NOTHING: _("One file of reviews will do, or write down what you hear."),
    }.get(say, "")


def _numbers(told: Conclusion) -> tuple[tuple[str, str, str | None], ...]:
    change, bar = told.found.change, told.bar
    if told.found.say is VoiceSay.RISING and change is not None:
        return (
            (_theme(told), _rate(change.rate_now), _rate(change.rate_before)),
            (_("In the last 4 weeks"), formats.count(change.now, "complaints"), None),
        )
    if told.found.say is VoiceSay.FREQUENT and bar is not None:
        first = (_days(told), formats.count(bar.problems, "complaints"), None)
        return (first, (_theme(told), _rate(bar.rate), None)) if bar.rate else (first,)
    if told.found.say is VoiceSay.WAITING:
        return (
            (_("Waiting"), formats.count(told.waiting, "texts"), None),
            (_("Late"), formats.count(told.overdue, "texts"), None),
        )
    return ()


def _todo(told: Conclusion) -> str:
    say = told.found.say
    if say in {VoiceSay.RISING, VoiceSay.FREQUENT}:
        return todo(told.found.theme)
    return {
        VoiceSay.WAITING: _("Begin with the oldest one below."),
        VoiceSay.NO_ORDERS: _("Add an order file."),
        VoiceSay.NOTHING: _("Add a file of reviews."),
    }.get(say, "")


def _why(told: Conclusion) -> tuple[str, ...]:
    if told.found.say not in {VoiceSay.RISING, VoiceSay.FREQUENT}:
        return ()
    lines = [
        _("Texts are read for words: reviews, notes and questions of {days}.").format(
            days=formats.period(told.view.period)
        )
    ]
    if told.period is not None:
        lines.append(
            _("For a rise the last {last} whole weeks are held against {before} before.").format(
                last=LAST_WEEKS, before=formats.number(told.weeks - LAST_WEEKS)
            )
        )
    if told.found.say is VoiceSay.RISING:
        lines.append(
            _("{count} themes were looked at, and chance was allowed for in all of them.").format(
                count=formats.number(told.looked_at)
            )
        )
    lines.append(_("It may be wrong where words are meant otherwise, or a file of reviews is old."))
    return tuple(lines)


def _days(told: Conclusion) -> str:
    days = told.view.period.days if told.view.period else 0
    return _("In {days} counted").format(days=formats.count(days, "days"))


def _theme(told: Conclusion) -> str:
    return themes.theme(told.found.theme) if told.found.theme else ""


def _rate(rate: float | None) -> str:
    return formats.UNKNOWN if rate is None else metrics.per_hundred(rate / HUNDRED)
