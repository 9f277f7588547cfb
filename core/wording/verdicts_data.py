"""What is said while the files are too old, or tell of too little: the same on every page."""

from typing import Final, cast

from core.i18n import formats
from core.i18n import gettext as _
from core.terms import Period
from core.verdicts import Claim, Verdict

UNSAID: Final = frozenset({Claim.NO_ORDERS, Claim.UNCOMPARED})
"""Claims that nobody can say how revenue changed, though there is history enough."""

CLAIMS: Final = frozenset({Claim.STALE, Claim.GAP, Claim.TOO_FEW, Claim.TOO_EARLY}) | UNSAID
"""Claims about the files."""


def reason(verdict: Verdict) -> str:
    """Why nothing else can be said, of one of ``CLAIMS``."""
    if verdict.claim in UNSAID:
        return _uncompared(verdict) if verdict.claim is Claim.UNCOMPARED else _nothing_sold(verdict)
    if verdict.claim is Claim.GAP:
        return _gap(verdict)
    return _lacking(verdict)


def _lacking(verdict: Verdict) -> str:
    told = {
        name: cast("int", verdict.params.get(name, 0))
        for name in ("days_old", "missing", "orders", "history")
    }
    if verdict.claim is Claim.STALE:
        return stale(told["days_old"])
    if verdict.claim is Claim.TOO_FEW:
        return too_few(told["orders"], told["missing"])
    return too_early(told["history"], told["missing"])


def _gap(verdict: Verdict) -> str:
    text = _("There are no data for {gap}. {days} were left out of the comparison.")
    if verdict.params.get("before") is None:
        text = _("There are no data for {gap}. That is why nothing is compared.")
    return text.format(
        gap=formats.period(cast("Period", verdict.params["gap"])),
        days=formats.count(cast("int", verdict.params["missing"]), "days"),
    )


def headline(verdict: Verdict) -> str:
    """The conclusion, of one of ``UNSAID``."""
    if verdict.claim is Claim.UNCOMPARED:
        return _("Whether net revenue changed cannot be said.")
    if verdict.params.get("sold"):
        return _("Nothing was ordered in the days before.")
    return _("Nothing was ordered on these days.")


def check_files(verdict: Verdict) -> str:
    """What to do about it, of one of ``UNSAID``."""
    if verdict.params.get("unpriced"):
        return _("Upload an order file that has the amounts.")
    if verdict.claim is Claim.UNCOMPARED:
        return _("Upload the order files of the days that are missing.")
    return _("If there were orders, upload the order file of these days.")


def _nothing_sold(verdict: Verdict) -> str:
    now, before = verdict.params.get("sold"), verdict.params.get("sold_before")
    if now:
        return _("There were {orders} on these days, so a share of growth says nothing.").format(
            orders=formats.count(cast("int", now), "orders")
        )
    if before:
        return _("There were {orders} in the days before.").format(
            orders=formats.count(cast("int", before), "orders")
        )
    return _("The files cover them, and no order is in them.")


def _uncompared(verdict: Verdict) -> str:
    if verdict.params.get("unpriced"):
        return _("Some orders have no known amount, so money is not compared.")
    if verdict.params.get("gaps"):
        return _("On some of the days no order file tells, so they are not compared.")
    return _("There are not enough earlier days like these to compare with.")


def stale(days_old: int) -> str:
    """That the newest day is long ago."""
    return _("The data are {days} old. With a new file you can see the conclusion again.").format(
        days=formats.count(days_old, "days")
    )


def too_few(orders: int, missing: int) -> str:
    """That there are too few orders, and how many are lacking."""
    return _(
        "With {orders} it is too early to speak of rates. You can see more after about {missing}"
        " more."
    ).format(orders=formats.count(orders, "orders"), missing=formats.count(missing, "orders"))


def too_early(history: int, missing: int) -> str:
    """That the files do not reach back far enough, and how many days are lacking."""
    return _(
        "The files reach back {history}. With about {missing} more you can see what is unusual."
    ).format(history=formats.count(history, "days"), missing=formats.count(missing, "days"))


def early() -> str:
    """The conclusion while there is too little."""
    return _("It is too early to judge.")


def new_file() -> str:
    """The conclusion while the files are old."""
    return _("Upload a new order file first.")


def download() -> str:
    """What to do about old files."""
    return _("Download the latest file in the order menu of the seller centre.")


def collect() -> str:
    """What to do about too few orders."""
    return _("Upload your order file once a week.")


def add_earlier() -> str:
    """What to do about files that do not reach back far enough."""
    return _("If you have earlier order files, upload them too.")
