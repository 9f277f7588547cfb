"""A shop that does not exist: two years of orders, visits and reviews, and their export files."""

from core.sample import exports
from core.sample.every import every_export
from core.sample.large import large
from core.sample.long import report_files
from core.sample.shop import SampleShop, generate

__all__ = [
    "SampleShop",
    "every_export",
    "exports",
    "generate",
    "large",
    "order_files",
    "report_files",
]


def order_files(shop: SampleShop) -> list[tuple[str, bytes]]:
    """Names and contents of the files from which an importer learns all orders of the shop."""
    return exports.order_files(shop.orders, f"{shop.as_of:%Y%m%d_%H%M}")
