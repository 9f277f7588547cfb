"""The products as a table, and where its numbers are from."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from core.analysis.detail_page import PRIOR_VISITS
from core.i18n import formats
from core.i18n import gettext as _
from core.services.products import Product, Told, View
from core.services.products_source import Measure, OrdersFrom
from core.terms import Vocabulary
from core.wording.products import gem, is_gem, looks, ruling

FILES: Final = 3


def told(found: Told) -> str:
    """Which days and numbers are looked at."""
    source = {
        Vocabulary.SMARTSTORE: _("SmartStore statistics"),
        Vocabulary.BIZADVISOR: _("BizAdvisor statistics"),
        Vocabulary.COUPANG: _("Coupang statistics"),
        Vocabulary.GA4: _("Google Analytics"),
    }.get(found.vocabulary, _("your own table"))
    line = _("{period} · {looks} from {source}").format(
        period=formats.period(found.period), looks=looks(found.measure), source=source
    )
    if found.orders_from is OrdersFrom.STATISTICS:
        line += " · " + _("orders from the same statistics, refunds not taken off")
    if found.by_channel:
        line += " · " + _("each product measured by its own channels")
    if found.left_out > 0:
        line += " · " + _("{days} without data were left out").format(
            days=formats.count(found.left_out, "days")
        )
    return line


def origin(found: Told) -> list[tuple[str, str]]:
    """Where the numbers of the page come from."""
    orders = {
        OrdersFrom.LINES: _("Orders with the product, without cancelled and returned ones"),
        OrdersFrom.STATISTICS: _("Payments of the statistics"),
    }[found.orders_from]
    return [
        (_("What is compared"), f"{looks(found.measure)} · {orders}"),
        (
            _("How it is computed"),
            _(
                "Orders ÷ looks, drawn towards the other products as far as {count} looks go."
            ).format(count=formats.number(PRIOR_VISITS)),
        ),
        (_("Days"), formats.period(found.period)),
        (_("From these files"), _files(found.files)),
        (_("Products with a number"), formats.count(found.rows, "products")),
    ]


def _files(names: Sequence[str]) -> str:
    shown = " · ".join(names[:FILES])
    more = len(names) - FILES
    if more > 0:
        return _("{files} and {more} more").format(files=shown, more=formats.count(more, "files"))
    return shown or formats.UNKNOWN


def unseen(count: int) -> str:
    """How many products are not shown."""
    return _("{count} that fewer people look at are not listed.").format(
        count=formats.count(count, "products")
    )


def frame(view: View) -> pd.DataFrame:
    """The products as a table: for the chart, the screen and a file."""
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "visits": one.ruled.case.visits,
            "orders": one.ruled.case.orders,
            "rate": one.rate.middle if one.rate else None,
            "low": one.rate.low if one.rate else None,
            "high": one.rate.high if one.rate else None,
            "expected": one.ruled.case.expected,
            "money": one.ruled.money_month,
            "kind": one.ruled.ruling.value,
            "verdict": gem() if is_gem(one, view) else ruling(one.ruled.ruling),
        }
        for one in view.products
    ]
    return pd.DataFrame(rows)


def written(view: View) -> pd.DataFrame:
    """The same with its shares written out, under the headings of the screen."""
    told_by = view.told.measure if view.told else Measure.VISITS
    heads = headings(told_by)
    return pd.DataFrame(
        [
            {
                heads["name"]: one.name,
                heads["verdict"]: gem() if is_gem(one, view) else ruling(one.ruled.ruling),
                heads["visits"]: one.ruled.case.visits,
                heads["orders"]: one.ruled.case.orders,
                heads["rate"]: rate_words(one),
                heads["range"]: range_words(one),
                heads["money"]: one.ruled.money_month,
            }
            for one in view.products
        ],
        columns=list(heads.values()),
    )


def headings(measure: Measure) -> Mapping[str, str]:
    """The headings of the table."""
    return {
        "name": _("Name of the product"),
        "verdict": _("What to do about it"),
        "visits": looks(measure),
        "orders": _("Paid orders"),
        "rate": _("Rate shown"),
        "range": _("Where it really lies"),
        "money": _("At stake a month"),
    }


def rate_words(one: Product) -> str:
    """The rate that is shown."""
    return formats.UNKNOWN if one.rate is None else formats.rate(one.rate.middle)


def range_words(one: Product) -> str:
    """Between which bounds the rate lies."""
    if one.rate is None:
        return formats.UNKNOWN
    return formats.span(formats.rate(one.rate.low), formats.rate(one.rate.high))
