"""Our own tables: their headings are words a seller fills in herself."""

from typing import Final

from core.importers.format import Format
from core.importers.formats import (
    plain_ads,
    plain_keywords,
    plain_orders,
    plain_products,
    plain_questions,
    plain_reviews,
    plain_sales,
    plain_settlement,
    plain_traffic,
)

PLAIN: Final[tuple[Format, ...]] = (
    plain_orders.FORMAT,
    plain_traffic.FORMAT,
    plain_sales.FORMAT,
    plain_products.FORMAT,
    plain_keywords.FORMAT,
    plain_ads.FORMAT,
    plain_reviews.FORMAT,
    plain_questions.FORMAT,
    plain_settlement.FORMAT,
)
"""One for each set of data, the most useful one first."""
