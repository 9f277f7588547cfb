"""The segments by how lately, how often and how much customers bought, in words."""

from collections.abc import Sequence

import pandas as pd

from core.analysis.rfm import LEAST_GAPS, LEAST_REACH, MAP, SCORES, Segment
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_rfm import Part, Segments
from core.wording.customers_states import won_share


def segment(one: Segment) -> str:
    """What a segment is called."""
    return {
        Segment.CHAMPIONS: _("Best regulars"),
        Segment.LOYAL: _("Regulars"),
        Segment.POTENTIAL_LOYALIST: _("Regulars to be"),
        Segment.NEW: _("First-time buyers"),
        Segment.PROMISING: _("Promising first-time buyers"),
        Segment.NEED_ATTENTION: _("In need of attention"),
        Segment.ABOUT_TO_SLEEP: _("Seldom lately"),
        Segment.AT_RISK: _("About to leave"),
        Segment.CANT_LOSE: _("Regulars not to lose"),
        Segment.HIBERNATING: _("Asleep"),
    }[one]


def choice(one: Part) -> str:
    """A segment as it is picked to see who is in it."""
    return f"{segment(one.segment)} {formats.count(one.customers, 'people')}"


def rows(told: Segments) -> pd.DataFrame:
    """The segments as rows; numbers stay numbers."""
    heads = (_("Segment"), _("Customers"), _("Share of customers"), _("Net revenue"),
             _("Share of revenue"), _("Among the fifth that spent most"))  # fmt: skip
    rows = [
        (segment(one.segment), one.customers, formats.percent(one.customers, told.customers),
         one.spent, won_share(one.net, told.net), one.most)
        for one in told.parts
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(heads))


def who(told: Segments) -> str:
    """Who was looked at."""
    return _("{count} bought from {since} to {until}. {older} bought before that only.").format(
        count=formats.count(told.customers, "people"), since=formats.day(told.since),
        until=formats.day(told.until), older=formats.count(told.older, "people"),
    )  # fmt: skip


def apart() -> str:
    """That these are other rules than those of the states."""
    return _(
        "These kinds follow other rules than the states above, and count the same customers. So"
        " there are also other numbers of regulars."
    )


def days(told: Segments) -> str:
    """How lately is lately."""
    bounds = " · ".join(formats.count(int(one), "days") for one in told.bounds.days)
    if told.bounds.is_own:
        return _(
            "Lately: the steps are {days} since the last purchase, a half, one, two and four times"
            " the middle gap of your shop."
        ).format(days=bounds)
    return _(
        "Lately: the steps are {days} since the last purchase. Once customers came again {least}"
        " and files reach over {reach}, they follow your shop."
    ).format(days=bounds, least=formats.count(LEAST_GAPS, "times"),
             reach=formats.count(LEAST_REACH, "days"))  # fmt: skip


def times() -> str:
    """How often is often."""
    return _("Often: the steps are 1, 2, 3 to 4, 5 to 9, and 10 or more purchases.")


def much() -> str:
    """How much is much."""
    return _("Much: five equal parts by spending; who spent the same is in the same part.")


def grid(told: Segments) -> pd.DataFrame:
    """Which segment lies where: how lately below each other, how often side by side."""
    often = ("1", "2", "3~4", "5~9", "10+")
    found: dict[str, Sequence[str]] = {
        _("Days since"): [_step(told, score) for score in range(SCORES, 0, -1)]
    }
    for place, name in enumerate(often, start=1):
        head = _("{times} purchases").format(times=name)
        found[head] = [segment(MAP[score, place]) for score in range(SCORES, 0, -1)]
    return pd.DataFrame(found)


def _step(told: Segments, score: int) -> str:
    bounds = told.bounds.days
    if score == 1:
        return _("longer")
    upper = bounds[SCORES - score]
    return _("up to {days}").format(days=formats.count(int(upper), "days"))
