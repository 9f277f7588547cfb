"""Which order file is lacking, and what it would show."""

from core.i18n import gettext as _
from core.services.lacking import Lack, Lacking
from core.wording import exports
from core.wording.malls import mall_name

ORDER_FILE = "smartstore_dispatch"


def lacking(found: Lacking) -> str:
    """What is not known without the order file, and what it would show."""
    file = exports.name(ORDER_FILE)
    malls = ", ".join(map(mall_name, found.malls))
    if found.what is Lack.CLAIMS_ALONE:
        return _(
            "There are only files of cancellations, returns or exchanges, and they do not tell "
            "what was sold. With the file “{file}” you also see orders, revenue and who came back."
        ).format(file=file)
    if found.what is Lack.STATISTICS_FIRST:
        return _(
            "SmartStore's statistics are shown. Orders of {malls} are not in it; choose the mall "
            "on Today to see them. With the file “{file}” all of them are shown together."
        ).format(malls=malls, file=file)
    return _(
        "Orders and revenue are those of {malls} only: SmartStore's orders are in no file. With "
        "the file “{file}” all of them are shown together."
    ).format(malls=malls, file=file)
