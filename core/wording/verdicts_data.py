"""What is said while the files are too old, or tell of too little: the same on every page."""

from typing import Final, cast

from core.i18n import formats
from core.i18n import gettext as _
from core.terms import Period
from core.verdicts import Claim, Verdict

CLAIMS: Final = frozenset({Claim.STALE, Claim.GAP, Claim.TOO_FEW, Claim.TOO_EARLY})
"""Claims about the files."""


def reason(verdict: Verdict) -> str:
    """Why nothing else can be said, of one of ``CLAIMS``."""
    told = {
        name: cast("int", verdict.params.get(name, 0))
        for name in ("days_old", "missing", "orders", "history")
    }
    if verdict.claim is Claim.STALE:
        return stale(told["days_old"])
    if verdict.claim is Claim.TOO_FEW:
        return too_few(told["orders"], told["missing"])
    if verdict.claim is Claim.TOO_EARLY:
        return too_early(told["history"], told["missing"])
    return _("There are no data for {gap}. {days} were left out of the comparison.").format(
        gap=formats.period(cast("Period", verdict.params["gap"])),
        days=formats.count(told["missing"], "days"),
    )


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
