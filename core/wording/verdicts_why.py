"""Why a conclusion holds: what was compared, how unusual that is, and when it would be wrong."""

from datetime import date
from typing import Final, cast

from core.i18n import formats
from core.i18n import gettext as _
from core.terms import Evidence, Period
from core.verdicts import Caveat, Claim, Verdict
from core.wording import metrics
from core.wording import verdicts_data as lacking
from core.wording import verdicts_found as found

CAVEATS_SHOWN: Final = 2


def lines(verdict: Verdict) -> tuple[str, str, str]:
    """The three lines, in this order."""
    return _compared(verdict), _how_far(verdict), _wrong_if(verdict)


def allowing_for_all() -> str:
    """That chance finds among all that was looked at are allowed for."""
    return _("It is more than the usual differences, allowing for all we looked at.")


def _compared(verdict: Verdict) -> str:
    return found.looked_at(verdict) if verdict.claim in found.CLAIMS else _looked_at(verdict)


def _looked_at(verdict: Verdict) -> str:
    before = verdict.params.get("before")
    if verdict.claim is Claim.SECOND_FELL:
        return _("We looked at {n} whose first purchase was 90 days ago or more.").format(
            n=formats.count(verdict.n, "buyers")
        )
    if verdict.claim is Claim.CLAIMS_ROSE:
        return _("We looked at {n} that are older than 14 days.").format(
            n=formats.count(verdict.n, "lines")
        )
    if verdict.claim in _ABOUT_DATA or not isinstance(before, Period):
        return _("We looked at {orders}. The last day is {day}.").format(
            orders=formats.count(cast("int", verdict.params["orders"]), "orders"),
            day=formats.day(cast("date", verdict.params["last_day"])),
        )
    return _("We compared the orders of {period} with {before}.").format(
        period=formats.period(cast("Period", verdict.params["period"])),
        before=formats.period(before),
    )


_ABOUT_DATA: Final = lacking.CLAIMS | {Claim.PUT_OFF}


def _how_far(verdict: Verdict) -> str:
    usual = verdict.params.get("usual")
    share = f"{metrics.half_up(usual * 100)}%" if isinstance(usual, float) else ""
    if verdict.claim in _ABOUT_DATA:
        text = _("How your shop usually goes up and down cannot be told from this yet.")
    elif verdict.claim in found.AMONG_OTHERS:
        text = allowing_for_all()
    elif verdict.claim is Claim.STEADY and share:
        text = _("Your shop usually goes up and down by as much as {share}.")
    elif verdict.claim is Claim.STEADY:
        text = _("It is no more than the usual ups and downs.")
    elif verdict.level is Evidence.HINT:
        text = _("It is a little more than the usual ups and downs.")
    elif share:
        text = _("It is more than the usual ups and downs of {share}.")
    else:
        text = _("It is more than the usual ups and downs of the past.")
    return text.format(share=share)


def _wrong_if(verdict: Verdict) -> str:
    return " ".join(caveat(one) for one in verdict.caveats[:CAVEATS_SHOWN])


def caveat(one: Caveat) -> str:
    """When a claim could be wrong, in a sentence."""
    return _caveats()[one]


def _caveats() -> dict[Caveat, str]:
    return {
        Caveat.SEASON: _("It could be wrong if a holiday fell into only one of the periods."),
        Caveat.PROMOTION: _("See also whether there was a sale in one of the periods."),
        Caveat.SOLD_OUT: _("It could be wrong if the product was sold out for a while."),
        Caveat.LATE_STATES: _("It could be wrong if older files lack the later returns."),
        Caveat.SMALL_CHANGES: _("A smaller change would not be seen this way."),
        Caveat.SHORT_HISTORY: _("With so few orders everything can still turn out otherwise."),
        Caveat.UNKNOWN_BUYERS: _("It could be wrong if buyers ordered under another name."),
        Caveat.OLD_FILE: _("Orders that came in since are not in it."),
        Caveat.CLOSED_DAYS: _("It could be wrong if the shop was closed on those days."),
        Caveat.DEAR_PRODUCT: _(
            "Dear products are often bought less. Compare it with similar ones."
        ),
        Caveat.LATER_SALES: _(
            "It could be wrong if people see it there and buy another way later."
        ),
    }
