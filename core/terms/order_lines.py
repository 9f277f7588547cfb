"""The columns of an order line on its way from a file to the store.

Importers hand over Arrow tables with (a subset of) these columns, the store takes them. Money
is whole won, moments are UTC seconds since 1970, codes are the numbers of ``core.terms.orders``.
An absent column means the file does not carry it; a null cell means the cell is empty.
Neither ever blanks what the store already knows.
"""

from typing import Any, Final

import pyarrow as pa

_FIELDS: list["pa.Field[Any]"] = [
    # where in the file: physical line (text) or sheet row (workbook), 1-based
    pa.field("line", pa.int64(), nullable=False),
    # core.terms.Mall; without it SmartStore
    pa.field("mall", pa.int8()),
    # 상품주문번호, with the mall the key; 주문번호, one checkout
    pa.field("line_no", pa.string(), nullable=False),
    pa.field("order_no", pa.string()),
    pa.field("ordered_at", pa.int64()),
    pa.field("paid_at", pa.int64()),
    pa.field("state", pa.int8()),
    pa.field("claim", pa.int8()),
    pa.field("claim_requested_at", pa.int64()),
    pa.field("claim_reason", pa.string()),
    pa.field("refunded_at", pa.int64()),
    pa.field("quantity", pa.int32()),
    # price of one, before the discount; option surcharge included
    pa.field("unit_price", pa.int64()),
    pa.field("discount", pa.int64()),
    pa.field("seller_discount", pa.int64()),
    # 최종 상품별 총 주문금액: what the buyer pays for the line
    pa.field("amount", pa.int64()),
    pa.field("product_no", pa.string()),
    pa.field("product_name", pa.string()),
    pa.field("product_code", pa.string()),
    # keyed hash, 32 hex digits; masked name for the screen (김*수)
    pa.field("buyer_key", pa.string()),
    pa.field("buyer_name", pa.string()),
    # core.terms.KnownBy
    pa.field("buyer_known_by", pa.int8()),
    pa.field("region", pa.int8()),
    pa.field("route", pa.string()),
    pa.field("device", pa.int8()),
    pa.field("sales_channel", pa.string()),
    pa.field("payment_means", pa.string()),
    pa.field("placed_at", pa.int64()),
    pa.field("ship_due", pa.int64()),
    pa.field("dispatched_at", pa.int64()),
    pa.field("delivered_at", pa.int64()),
    pa.field("confirmed_at", pa.int64()),
    # fee of the whole bundle, repeated on each of its lines: count once per bundle
    pa.field("shipping_bundle", pa.string()),
    pa.field("shipping_fee", pa.int64()),
    pa.field("settlement_expected", pa.int64()),
    pa.field("payment_fee", pa.int64()),
    pa.field("channel_fee", pa.int64()),
]
ORDER_LINES: Final = pa.schema(_FIELDS)
"""Name, type and meaning of every column, in the order of the store's table."""
