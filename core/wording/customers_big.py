"""Big spenders in words."""

from core.analysis.customers_value import Concentration
from core.i18n import formats
from core.i18n import gettext as _
from core.wording.customers_value import few_title


def spent(told: Concentration) -> str:
    """Who is in the list, and what they make of revenue."""
    return few_title(told)


def ahead(top: float, whole: float, months: int) -> str:
    """What those of whom most is expected make of all that is expected."""
    share = formats.rate(top / whole, 0) if whole > 0 else formats.UNKNOWN
    return _(
        "Of these 10% it is expected that they spend {share} of what all spend in {months}."
        " Later money counts for less."
    ).format(share=share, months=formats.count(months, "months"))


def label(months: int) -> str:
    """What the expected won are called."""
    return _("Next {months}:").format(months=formats.count(months, "months"))
