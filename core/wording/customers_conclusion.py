"""What the page 고객과 단골 says first, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.analysis.customer_states import State
from core.i18n import formats, language
from core.i18n import gettext as _
from core.services.customers_conclusion import Conclusion
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.verdicts.customers_conclusion import LEAST_BUYERS, CustomerSay
from core.wording import customers_second as second
from core.wording import metrics, verdicts
from core.wording import verdicts_data as lacking

UNKNOWN_FROM = 0.05
"""From this share of lines without a buyer on that is said."""


GAPS_NAMED = 2
"""So many stretches without data are named."""


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
        _headline(found.say),
        _reason(told),
        found.level,
        verdicts.evidence(found.level),
        "bad" if found.say is CustomerSay.FELL else "calm",
        _numbers(told),
        _todo(found.say),
        _why(told),
        found.say in {CustomerSay.NOBODY, CustomerSay.STALE, CustomerSay.YOUNG},
    )


def origin(told: Conclusion) -> list[tuple[str, str]]:
    """Where both numbers are from."""
    regular = metrics.words("regular_share")
    return [
        *second.origin(told.second),
        (regular.name, regular.definition),
        (_("Formula"), regular.formula),
    ]


def unknown(lines: int, share: float) -> str:
    """How many lines name no buyer; empty while they are few."""
    if share <= UNKNOWN_FROM:
        return ""
    return _("{lines} name no buyer ({share}). They are in nothing of this page.").format(
        lines=formats.count(lines, "order_lines"), share=formats.rate(share, 0)
    )


def unpriced(purchases: int) -> str:
    """Of how many purchases an amount is unknown; empty of none."""
    if not purchases:
        return ""
    return _(
        "Of {count} the amount is not known. They count as purchases, and are in no average of"
        " money."
    ).format(count=formats.count(purchases, "purchases"))


def gaps(some: Sequence[Period]) -> str:
    """That of some days nobody knows who bought; empty where files tell of all."""
    if not some:
        return ""
    return _("There are no data for {days}. Who bought then is not known.").format(
        days=" · ".join(formats.period(one) for one in some[:GAPS_NAMED])
    )


def _headline(say: CustomerSay) -> str:
    return {
        CustomerSay.NOBODY: _("No order tells who bought."),
        CustomerSay.STALE: lacking.new_file(),
        CustomerSay.FEW: lacking.early(),
        CustomerSay.FELL: _("Win back first-time buyers first."),
        CustomerSay.REGULARS: _("Look after your regulars first."),
        CustomerSay.SECOND: _("Win a second purchase first."),
        CustomerSay.YOUNG: lacking.early(),
    }[say]


def _reason(told: Conclusion) -> str:
    case, change = told.case, told.case.change
    if told.found.say is CustomerSay.FELL and change is not None:
        said = _fell(change.now, change.before)
        return f"{said} {second.stretches(told.second)}"
    return {
        CustomerSay.NOBODY: _("Add an order file with the name or number of the buyers."),
        CustomerSay.STALE: lacking.stale(case.days_old),
        CustomerSay.FEW: _(
            "There are {count} buyers. With about {more} more you can see shares."
        ).format(count=_people(case.buyers), more=_people(max(1, LEAST_BUYERS - case.buyers))),
        CustomerSay.REGULARS: _("{count} regulars brought {share} of your revenue.").format(
            count=_people(case.regulars), share=formats.rate(case.regular_share, 0)
        ),
        CustomerSay.YOUNG: _young(told),
    }.get(told.found.say) or second.sentence(told.second)  # fmt: skip


def _young(told: Conclusion) -> str:
    text = _("So far {count} have had the {days} to come again.").format(
        count=_people(told.case.second.trials), days=formats.count(told.second.days, "days")
    )
    return f"{text} {second.lacking(told.second)}".strip()


def _fell(now: Tally, before: Tally) -> str:
    exact = formats.of_hundred(now.rate) == formats.of_hundred(before.rate)
    shown, was = (formats.of_hundred(one.rate, exact=exact) for one in (now, before))
    return _(
        "Of new customers fewer came again within 90 days: {before} before, {now} of the newest"
        " ones."
    ).format(now=shown, before=was)


def _numbers(told: Conclusion) -> tuple[tuple[str, str, str | None], ...]:
    case = told.case
    if told.found.say in {CustomerSay.NOBODY, CustomerSay.STALE, CustomerSay.FEW}:
        return ()
    change = case.change if told.found.say is CustomerSay.FELL else None
    rate = case.second if change is None else change.now
    before = None if change is None else formats.percent(change.before.successes,
                                                         change.before.trials)  # fmt: skip
    first = (_("Second purchase within 90 days"),
             formats.percent(rate.successes, rate.trials), before)  # fmt: skip
    share = (metrics.words("regular_share").name, formats.rate(case.regular_share, 0), None)
    return (share, first) if told.found.say is CustomerSay.REGULARS else (first, share)


def _todo(say: CustomerSay) -> str:
    one_by_one = _("Until then look after each of them by the lists.")
    once = _("Ask those who first bought about 30 days ago how they are.")
    return {
        CustomerSay.NOBODY: "",
        CustomerSay.STALE: lacking.download(),
        CustomerSay.FEW: one_by_one,
        CustomerSay.FELL: once,
        CustomerSay.REGULARS: _("Ask regulars who have not come for long how they are."),
        CustomerSay.SECOND: once,
        CustomerSay.YOUNG: one_by_one,
    }[say]


def _why(told: Conclusion) -> tuple[str, ...]:
    if told.found.say not in {CustomerSay.FELL, CustomerSay.REGULARS, CustomerSay.SECOND}:
        return ()
    if told.found.say is CustomerSay.REGULARS:
        regular = told.view.of(State.REGULAR)
        usual = _("They are {part} of {count} buyers.").format(
            part=formats.percent(regular.customers, told.view.customers),
            count=_people(told.view.customers),
        )
    else:
        usual = second.doubt(told.second)
    return (
        _("Looked at: {count} buyers in order files up to {day}.").format(
            count=_people(told.view.customers), day=formats.day(told.view.asof)
        ),
        usual,
        _(
            "It may be wrong where one person buys under two names, or bought before your files"
            " begin."
        ),
    )


def _people(number: int) -> str:
    return formats.count(number, "people") if language() == "ko" else formats.number(number)
