"""The columns of the rows that files become, on their way to the store.

Importers hand over Arrow tables with (a subset of) these columns. Days are days since 1970 in
Seoul, moments UTC seconds since 1970, money whole won, codes the numbers of ``core.terms``. An
absent column or a null cell means that the file does not say; it is never a nought.
"""

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa

from core.terms.data import Record
from core.terms.order_lines import ORDER_LINES

_Fields = list["pa.Field[Any]"]


def _line() -> "pa.Field[Any]":
    # where in the file: physical line (text) or sheet row (workbook), 1-based
    return pa.field("line", pa.int64(), nullable=False)


def _all(kind: pa.DataType, *names: str) -> _Fields:
    return [pa.field(name, kind) for name in names]


_PERIOD: Final[_Fields] = [
    # one day where both are equal
    pa.field("first_day", pa.int32(), nullable=False),
    pa.field("last_day", pa.int32(), nullable=False),
]

_STATISTIC_DIMENSIONS: Final[_Fields] = [
    *_all(pa.int8(), "hour", "device"),
    # 채널그룹, 채널명, 채널상세, or 경로(1단계)…(3단계); of a tagged link source, medium, detail
    *_all(pa.string(), "channel_group", "channel_name", "channel_detail"),
    pa.field("marketing_link", pa.int8()),
    *_all(pa.string(), "keyword", "category", "product_no", "product_name"),
    *_all(pa.int8(), "customer_group", "gender"),
    # profile: age of the children, married or not, size of the household
    *_all(pa.string(), "age_band", "profile", "region", "page"),
]

STATISTICS: Final = pa.schema(
    [
        _line(),
        pa.field("report", pa.string(), nullable=False),
        pa.field("vocabulary", pa.int8(), nullable=False),
        pa.field("subject", pa.int8(), nullable=False),
        # which dimensions the file tells, one bit each: rows of two levels are never added
        pa.field("level", pa.int32(), nullable=False),
        *_PERIOD,
        *_STATISTIC_DIMENSIONS,
        *_all(pa.int64(), "visits", "visitors", "engaged_visits", "pageviews", "detail_views"),
        pa.field("dwell_seconds", pa.float64()),
        *_all(pa.int64(), "cart_adds", "wishes", "subscribers"),
        # payments (결제수, 상품결제건수), the people who paid, gross before and net after refunds
        *_all(pa.int64(), "payments", "buyers", "units", "gross", "net"),
        *_all(pa.int64(), "refunds", "refund_amount", "refund_units"),
        *_all(pa.int64(), "discount", "seller_discount", "shipping_fee", "ad_cost"),
        # two ways to give payments to channels; they are never added
        *_all(pa.int64(), "payments_last", "gross_last"),
        pa.field("payments_14d", pa.float64()),
        pa.field("gross_14d", pa.int64()),
        *_all(pa.int64(), "customers", "new_customers", "returning_customers"),
        *_all(pa.int64(), "repurchase_buyers", "repurchase_gross"),
        pa.field("conversions", pa.float64()),
    ]
)
"""One fact: of a day or a period, by channel, product, keyword, group of customers."""

_AD_DIMENSIONS: Final = _all(
    pa.string(),
    "campaign", "campaign_type", "ad_group", "creative", "keyword", "placement", "network",
    "product_no", "region", "age_band", "conversion_type",
) + _all(pa.int8(), "device", "gender", "hour")  # fmt: skip

AD_RESULTS: Final = pa.schema(
    [
        _line(),
        pa.field("report", pa.string(), nullable=False),
        pa.field("platform", pa.int8(), nullable=False),
        pa.field("level", pa.int32(), nullable=False),
        *_PERIOD,
        *_AD_DIMENSIONS,
        *_all(pa.int64(), "impressions", "clicks", "reach", "cost"),
        # whether the cost has the value added tax in it; null where the file does not say
        pa.field("with_vat", pa.int8()),
        # all conversions the platform counts, also a thing put into the cart
        *_all(pa.float64(), "conversions", "direct_conversions", "indirect_conversions"),
        *_all(pa.int64(), "conversion_revenue", "direct_revenue", "indirect_revenue"),
        # purchases alone, and those within one and 14 days of the click; they are never added
        *_all(pa.float64(), "purchases", "purchases_1d", "purchases_14d"),
        *_all(pa.int64(), "purchase_revenue", "revenue_1d", "revenue_14d"),
    ]
)
"""What an advertisement was shown, cost and brought, by day or period."""

REVIEWS: Final = pa.schema(
    [
        _line(),
        pa.field("mall", pa.int8(), nullable=False),
        pa.field("review_no", pa.string(), nullable=False),
        pa.field("line_no", pa.string()),
        *_all(pa.string(), "product_no", "product_name"),
        *_all(pa.int8(), "kind", "rating", "has_media"),
        pa.field("text", pa.string()),
        pa.field("helpful", pa.int64()),
        *_all(pa.int64(), "written_at", "updated_at"),
        # the first review that a review after a month belongs to
        pa.field("related_no", pa.string()),
        *_all(pa.int8(), "shown", "has_reply"),
        pa.field("replied_at", pa.int64()),
        pa.field("is_best", pa.int8()),
    ]
)
"""One review. Who wrote it is not kept: the order line tells."""

INQUIRIES: Final = pa.schema(
    [
        _line(),
        pa.field("mall", pa.int8(), nullable=False),
        pa.field("inquiry_no", pa.string(), nullable=False),
        *_all(pa.string(), "category", "title", "text"),
        pa.field("asked_at", pa.int64()),
        pa.field("answer", pa.string()),
        pa.field("is_answered", pa.int8()),
        pa.field("answered_at", pa.int64()),
        *_all(pa.string(), "product_no", "product_name", "line_no"),
    ]
)
"""One question of a customer."""

SETTLEMENTS: Final = pa.schema(
    [
        _line(),
        pa.field("mall", pa.int8(), nullable=False),
        pa.field("report", pa.int8(), nullable=False),
        pa.field("line_no", pa.string(), nullable=False),
        pa.field("order_no", pa.string()),
        pa.field("item", pa.int8(), nullable=False),
        pa.field("item_name", pa.string()),
        pa.field("state", pa.int8()),
        *_all(pa.int32(), "basis_day", "due_day", "settled_day", "tax_day"),
        pa.field("paid_at", pa.int64()),
        # what the fees are taken from; fees are negative; expected = the sum of all
        *_all(pa.int64(), "amount", "payment_fee", "channel_fee", "installment_fee", "benefit"),
        *_all(pa.int64(), "expected", "gross_sales", "taxable_sales"),
    ]
)
"""One row of a settlement: what the mall keeps of an order line, and what it pays out."""

SCHEMAS: Final[Mapping[Record, pa.Schema]] = {
    Record.ORDER_LINE: ORDER_LINES,
    Record.STATISTIC: STATISTICS,
    Record.AD_RESULT: AD_RESULTS,
    Record.REVIEW: REVIEWS,
    Record.INQUIRY: INQUIRIES,
    Record.SETTLEMENT: SETTLEMENTS,
}

DIMENSIONS: Final[Mapping[Record, tuple[str, ...]]] = {
    Record.STATISTIC: tuple(
        field.name for field in _STATISTIC_DIMENSIONS if field.name != "product_name"
    ),
    Record.AD_RESULT: tuple(field.name for field in _AD_DIMENSIONS),
}
"""What the facts of a period are told by; the bits of ``level``, in this order.

Here and in ``KEYS`` ``product_no`` means the number of a product, and its name where there is no
number: names change.
"""

KEYS: Final[Mapping[Record, tuple[str, ...]]] = {
    Record.ORDER_LINE: ("mall", "line_no"),
    Record.STATISTIC: (
        "report", "subject", "level", "first_day", "last_day", *DIMENSIONS[Record.STATISTIC]
    ),
    Record.AD_RESULT: (
        "report", "platform", "level", "first_day", "last_day", *DIMENSIONS[Record.AD_RESULT]
    ),
    Record.REVIEW: ("mall", "review_no"),
    Record.INQUIRY: ("mall", "inquiry_no"),
    Record.SETTLEMENT: (
        "mall", "report", "line_no", "item", "item_name", "state", "basis_day"
    ),
}  # fmt: skip
"""What makes a row the same row in another file."""
