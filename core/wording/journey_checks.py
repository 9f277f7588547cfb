"""The shop's own numbers beside what is to be checked before the payment, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_checks import PAYABLE, Checks, Coupons, Reviews, Shares, Support
from core.stats.proportions import Tally
from core.verdicts.journey import Tactic
from core.wording import exports
from core.wording.journey import FEW

ORDERS = "smartstore_dispatch"
ALL_ORDERS = "smartstore_inquiry"
REVIEWS = "smartstore_review"
QUESTIONS = "smartstore_question"

COUPONS = "discount_code"
"""What else may be tried, beside which discounts are told."""


def lines(code: str, found: Checks) -> list[str]:
    """What is known beside something to try; nothing of what no file tells of."""
    told = {
        Tactic.CHECK_TRUST.value: lambda: [_reviews(found.reviews)],
        Tactic.SHORTEN_WAY.value: lambda: [_unpaid(found), _fees(found), _phones(found)],
        Tactic.ANSWER_QUESTIONS.value: lambda: [_support(found.support)],
        COUPONS: lambda: coupons(found),
    }
    return told[code]() if code in told else []


def _reviews(found: Reviews | None) -> str:
    if found is None:
        return lacking(_("Reviews"), REVIEWS)
    now, then = found.now, found.before
    if not now.reviews:
        return _("Reviews: none in {period}").format(period=formats.period(found.period))
    said = _("Reviews: {count}, {stars}").format(
        count=formats.count(now.reviews, "reviews"), stars=_stars(now.stars, now.rated)
    )
    if then is not None and then.reviews:
        said += _(" (before: {count}, {stars})").format(
            count=formats.count(then.reviews, "reviews"), stars=_stars(then.stars, then.rated)
        )
    return f"{said} · {_told(_('Without a reply'), found.unanswered)}"


def _stars(total: int, rated: int) -> str:
    if not rated:
        return _("no stars told")
    return _("{stars} of 5").format(stars=formats.number(total / rated, 1))


def _unpaid(found: Checks) -> str:
    if found.unpaid.now is None:
        name = _("Never paid or cancelled before")
        if not found.has_orders:
            return lacking(name, ORDERS)
        return _(
            "{name}: not known, the order files of these days hold paid orders only · {file}"
        ).format(name=name, file=_file(ALL_ORDERS))
    said = _told(_("Never paid or cancelled before"), found.unpaid)
    return f"{said} · {_more()}" if found.unpaid.is_up else said


def _fees(found: Checks) -> str:
    if found.fees.now is None:
        return lacking(_("Orders with a delivery fee"), ORDERS)
    said = _told(_("Orders with a delivery fee"), found.fees)
    if found.fee is not None:
        said += " · " + _("{fee} each in the mean").format(fee=formats.won(found.fee))
    return f"{said} · {_more()}" if found.fees.is_up else said


def _phones(found: Checks) -> str:
    if found.phones.now is None:
        return lacking(_("Orders by phone"), ALL_ORDERS)
    return _told(_("Orders by phone"), found.phones)


def _support(found: Support | None) -> str:
    if found is None:
        return lacking(_("Questions"), QUESTIONS)
    now = found.now
    said = _("Questions: {waiting} wait for an answer").format(
        waiting=formats.count(now.waiting, "questions")
    )
    if now.hours is None:
        return f"{said} · {_('too few to tell how long an answer takes')}"
    said += " · " + _("half were answered within {hours}").format(hours=_hours(now.hours))
    if found.hours_before is not None:
        said += _(" (before: {hours})").format(hours=_hours(found.hours_before))
    return said


def _hours(hours: float) -> str:
    return formats.count(max(1, round(hours)), "hours")


def _told(name: str, found: Shares) -> str:
    """A share with that of the days before."""
    said = f"{name} {_share(found.now)}"
    if found.before is None or found.now is None:
        return said
    return said + _(" (before: {share})").format(share=_share(found.before))


def _share(tally: Tally | None) -> str:
    return formats.UNKNOWN if tally is None else formats.percent(tally.successes, tally.trials)


def _more() -> str:
    return _("more than before, beyond chance")


def lacking(name: str, file: str) -> str:
    """What is not known, and which file would tell it."""
    return _("{name}: no data · {file}").format(name=name, file=_file(file))


def _file(code: str) -> str:
    return _("“{file}” tells it").format(file=exports.name(code))


def coupons(found: Checks) -> list[str]:
    """How many orders used a discount, and what is left of the margin then."""
    told = found.coupons
    if told.used.now is None:
        return [lacking(_("Orders with a discount or coupon"), ORDERS)]
    said = [_told(_("Orders with a discount or coupon"), told.used)]
    if told.given is None or told.used.now.trials < FEW:
        return said
    return [*said, _margin(told)]


def _margin(told: Coupons) -> str:
    given = formats.won(told.given)
    if told.margin is None or told.full_margin is None:
        return _(
            "You gave {given} an order. With your margin in the settings you see what is left."
        ).format(given=given)
    text = (
        _("Of a margin of {full} an order {left} or more are left after {given} off.")
        if told.is_least
        else _("Of a margin of {full} an order {left} are left after {given} off.")
    )
    if told.margin < 0:
        text = _("{given} off an order is more than its margin of {full}: {left} are left.")
    return text.format(
        given=given, full=formats.won(told.full_margin), left=formats.won(told.margin)
    )


def origin(found: Checks) -> list[tuple[str, str]]:
    """What the numbers mean, and which days they are about."""
    told = [
        (_("Days"), formats.period(found.period)),
        (
            _("Never paid or cancelled before"),
            _("Order lines never paid ÷ all lines of {period}, so each had {days} to be paid; only "
              "of malls whose files hold such lines").format(
                period=formats.period(found.unpaid.period), days=formats.count(PAYABLE, "days")
            ),
        ),
        (
            _("Without a reply"),
            _("Reviews that visitors see. Earlier ones had longer to be answered."),
        ),
        (
            _("What is left of the margin"),
            _("Price before the discount × your margin − the discount you bear"),
        ),
        (_("More than before"), _("The whole 95% range of the difference lies above zero.")),
    ]  # fmt: skip
    if found.reviews is not None and found.reviews.period != found.period:
        told.insert(1, (_("Reviews"), formats.period(found.reviews.period)))
    return told


def of_whole() -> str:
    """That the numbers are not of the part that was chosen."""
    return _("The numbers beside these are of the whole shop.")
