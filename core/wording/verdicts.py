"""A verdict in sentences. Every sentence comes from a template; numbers only fill the gaps."""

from dataclasses import dataclass
from typing import cast

from core.analysis.revenue import Part
from core.i18n import formats, language
from core.i18n import gettext as _
from core.terms import Evidence, Period
from core.verdicts import Action, Claim, Figure, Verdict
from core.wording import metrics
from core.wording import verdicts_data as lacking
from core.wording import verdicts_found as found
from core.wording import verdicts_why as because


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A supporting number: its name, its value now, and the one before, if there is one."""

    name: str
    now: str
    before: str | None


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The conclusion card: what to think, why, what to do, and how sure that is."""

    headline: str
    reason: str
    badge: str
    numbers: tuple[NumberWords, ...]
    todo: str
    why: tuple[str, str, str]
    page: str | None
    """The page that helps with it, by address; None when it is done elsewhere."""


def words(verdict: Verdict) -> VerdictWords:
    """The card of a verdict."""
    return VerdictWords(
        headline=_headline(verdict),
        reason=_reason(verdict),
        badge=evidence(verdict.level),
        numbers=tuple(_number(figure) for figure in verdict.evidence if figure.now is not None),
        todo=_todo(verdict),
        why=because.lines(verdict),
        page=_page(verdict),
    )


def _page(verdict: Verdict) -> str | None:
    if verdict.action in _UPLOADS:
        return "upload"
    return _PAGES.get(verdict.claim) if verdict.page == "today" else verdict.page


_PAGES = {
    Claim.NET_FELL: "journey",
    Claim.NET_ROSE: "journey",
    Claim.CLAIMS_ROSE: "journey",
    Claim.SECOND_FELL: "customers",
    Claim.PRODUCT_FELL: "products",
    Claim.PRODUCT_ROSE: "products",
}
"""The page that shows what a claim of orders is about."""


_UPLOADS = frozenset({Action.UPLOAD, Action.FILL_GAP, Action.COLLECT, Action.KEEP})


def evidence(level: Evidence) -> str:
    """One of the four words that say how sure we are."""
    return {
        Evidence.KNOWN: _("You can rely on this"),
        Evidence.HINT: _("Only a hint"),
        Evidence.EARLY: _("Too early"),
        Evidence.NO_DATA: _("No data"),
    }[level]


def _headline(verdict: Verdict) -> str:
    if verdict.claim in found.CLAIMS:
        return found.headline(verdict)
    if verdict.claim in lacking.UNSAID:
        return lacking.headline(verdict)
    return {
        Action.COLLECT: lacking.early(),
        Action.UPLOAD: lacking.new_file(),
        Action.FILL_GAP: _("Upload the order file of the missing days."),
        Action.WELCOME_NEW: _("Look after new customers first."),
        Action.CALL_BACK: _("Look after returning customers first."),
        Action.SELL_MORE: _("Give buyers a reason to order once more."),
        Action.LIFT_ORDER: _("Look after the value of an order first."),
        Action.REPEAT: _("Do once more what went well."),
        Action.CHECK_PRODUCT: _("Look at “{product}” first."),
        Action.SHOW_PRODUCT: _("Make “{product}” easier to see."),
        Action.READ_REASONS: _("Read the reasons for cancellations and returns first."),
        Action.FOLLOW_UP: _("Invite first-time buyers back first."),
        Action.KEEP: _("Carry on as you do."),
        Action.REST: _("That is all for today."),
    }[verdict.action].format(product=_short(str(verdict.params.get("product", ""))))


def _short(name: str, most: int = 24) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _reason(verdict: Verdict) -> str:
    if verdict.claim in found.CLAIMS:
        return found.reason(verdict)
    if verdict.claim in lacking.CLAIMS:
        return lacking.reason(verdict)
    return {
        Claim.NET_FELL: _net,
        Claim.NET_ROSE: _net,
        Claim.PRODUCT_FELL: _product,
        Claim.PRODUCT_ROSE: _product,
        Claim.CLAIMS_ROSE: _claims,
        Claim.SECOND_FELL: _second,
        Claim.STEADY: _steady,
        Claim.PUT_OFF: _put_off,
    }[verdict.claim](verdict)


def _net(verdict: Verdict) -> str:
    fell, known = verdict.claim is Claim.NET_FELL, verdict.level is Evidence.KNOWN
    change, part = _whole(verdict, "change"), cast("Part", verdict.params["part"])
    if known and fell:
        text = _("Net revenue fell by {won}. {part} is the largest part: {part_won}.")
    elif known:
        text = _("Net revenue rose by {won}. {part} is the largest part: {part_won}.")
    elif fell:
        text = _("Net revenue seems lower than usual. {part} is the largest part: {part_won}.")
    else:
        text = _("Net revenue seems higher than usual. {part} is the largest part: {part_won}.")
    return text.format(
        won=formats.won_short(abs(change)),
        part=part_name(part),
        part_won=formats.won_change(_whole(verdict, "part_won")),
    )


def _product(verdict: Verdict) -> str:
    fell, known = verdict.claim is Claim.PRODUCT_FELL, verdict.level is Evidence.KNOWN
    is_told = verdict.money_month is not None
    if known and not is_told:
        # Nobody can tell what it is worth where amounts are unknown.
        text = (
            _("Its orders fell from {before} to {now}.")
            if fell
            else _("Its orders rose from {before} to {now}.")
        )
    elif known and fell:
        text = _("Its orders fell from {before} to {now}. That is about {won} a month.")
    elif known:
        text = _("Its orders rose from {before} to {now}. That is about {won} a month.")
    elif fell:
        text = _("It had {now}, before {before}. That seems to be fewer than usual.")
    else:
        text = _("It had {now}, before {before}. That seems to be more than usual.")
    number = _number(verdict.evidence[0])
    return text.format(now=number.now, before=number.before, won=_monthly(verdict))


def _claims(verdict: Verdict) -> str:
    text = _("Cancellations and returns seem to be more than usual: {before}, then {now}.")
    if verdict.level is Evidence.KNOWN:
        text = _("Cancellations and returns rose from {before} to {now} of all order lines.")
    number = _number(verdict.evidence[0])
    return text.format(now=_up_to(number.now), before=number.before)


def _second(verdict: Verdict) -> str:
    text = _(
        "The share of new customers who buy again seems lower: {before}, then {now}. "
        "That would be about {won} a month."
    )
    if verdict.level is Evidence.KNOWN:
        text = _(
            "The share of new customers who buy again within 90 days fell from {before} to {now}. "
            "That is about {won} a month."
        )
    if verdict.money_month is None:
        text = _("The share of new customers who buy again was {before}, then {now}.")
    number = _number(verdict.evidence[0])
    return text.format(now=_up_to(number.now), before=number.before, won=_monthly(verdict))


def _up_to(text: str) -> str:
    """A number that something changed to; Korean says so with a particle."""
    return formats.josa(text, "으로/로") if language() == "ko" else text


def _steady(_verdict: Verdict) -> str:
    return _("Net revenue is much as usual. Differences like this are frequent.")


def _put_off(_verdict: Verdict) -> str:
    return _("You have put off the rest for today. You see it again tomorrow.")


def _todo(verdict: Verdict) -> str:
    if verdict.claim in found.CLAIMS:
        return found.todo(verdict)
    if verdict.claim is Claim.TOO_EARLY:
        return lacking.add_earlier()
    if verdict.claim in lacking.UNSAID:
        return lacking.check_files(verdict)
    gap = verdict.params.get("gap")
    return {
        Action.UPLOAD: lacking.download(),
        Action.FILL_GAP: _("Download the orders of {gap} once more and upload them."),
        Action.COLLECT: lacking.collect(),
        Action.WELCOME_NEW: _("Look again at title and first picture of your best seller."),
        Action.CALL_BACK: _("Send one piece of news to those who follow your shop."),
        Action.SELL_MORE: _("Show one matching product more on the product page."),
        Action.LIFT_ORDER: _("Set up one bundle, or a threshold for free shipping."),
        Action.REPEAT: _("Write down what you changed in this period, to use it again."),
        Action.CHECK_PRODUCT: _("Check whether stock, price or first picture have changed."),
        Action.SHOW_PRODUCT: _("Check its stock and put it at the front of your shop."),
        Action.READ_REASONS: _("Read the ten latest reasons and mend the most frequent one."),
        Action.FOLLOW_UP: _("Ask those who first bought about 30 days ago how they are."),
        Action.KEEP: _("Upload a new order file next Monday."),
        Action.REST: _("Look again tomorrow, or after your next file."),
    }[verdict.action].format(gap=formats.period(gap) if isinstance(gap, Period) else "")


def part_name(part: Part) -> str:
    """What a part of the revenue change is called."""
    return metrics.words(part.value).name


def _number(figure: Figure) -> NumberWords:
    before = None
    if figure.before is not None:
        before = metrics.value(figure.metric, figure.before, figure.trials_before)
    now = metrics.value(figure.metric, figure.now, figure.trials)
    return NumberWords(metrics.words(figure.metric).name, now, before)


def _monthly(verdict: Verdict) -> str:
    return formats.won_short(abs(verdict.money_month or 0))


def _whole(verdict: Verdict, name: str) -> int:
    return cast("int", verdict.params[name])
