"""The example files that lie in ``data/samples``."""

from datetime import date
from pathlib import Path
from typing import Final

from core.sample import bizadvisor, customers, every, exports, settlements, statistics
from core.sample.sheets import csv_file, encrypted, workbook
from core.sample.shop import SampleShop, generate

LAST_DAY: Final = date(2026, 11, 22)
PASSWORD: Final = "1234"  # noqa: S105  (it stands in the name of the file)
RECENT_LINES: Final = 1200
STATISTICS_DAYS: Final = 28


def write_samples(folder: Path) -> list[Path]:
    """Write the example files into ``folder`` and return their paths.

    They are the same each time, apart from the encrypted workbook, whose salt is drawn afresh;
    where it exists it is left alone.
    """
    shop = generate(LAST_DAY)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in (*_orders(shop), *_statistics(shop)):
        (folder / name).write_bytes(content)
        written.append(folder / name)
    stamp = f"{shop.as_of:%Y%m%d_%H%M}"
    sealed = folder / f"스마트스토어_선택주문발주발송관리_{stamp}_비밀번호{PASSWORD}.xlsx"
    if not sealed.exists():
        recent = shop.orders.tail(RECENT_LINES // 2)
        sealed.write_bytes(encrypted(exports.dispatch_xlsx(recent), PASSWORD))
    return [*written, sealed]


def _orders(shop: SampleShop) -> list[tuple[str, bytes]]:
    stamp = f"{shop.as_of:%Y%m%d_%H%M}"
    recent = shop.orders.tail(RECENT_LINES)
    claims = {"취소": exports.cancelled, "반품": exports.returned, "교환": exports.exchanged}
    return [
        (f"스마트스토어_전체주문발주발송관리_{stamp}.csv", exports.dispatch_csv(recent)),
        *(
            (f"스마트스토어_{word}관리_{stamp}.xlsx", workbook(make(shop.orders), f"{word}관리"))
            for word, make in claims.items()
        ),
    ]


def _statistics(shop: SampleShop) -> list[tuple[str, bytes]]:
    first = date.fromordinal(LAST_DAY.toordinal() - STATISTICS_DAYS + 1)
    short, long = f"{first:%Y%m%d}-{LAST_DAY:%Y%m%d}", f"{first}_{LAST_DAY}"
    days, day = STATISTICS_DAYS, f"{LAST_DAY:%Y%m%d}"
    settled = settlements.settlement(shop)
    recent = settled[settled["정산기준일"] >= str(first)]
    return [
        (f"sales_{short}.xlsx", workbook(statistics.sales_by_product(shop, days), "SALES")),
        (f"visit_{short}.xlsx", workbook(statistics.visits_by_path(shop, days), "VISIT")),
        (f"query_{short}.xlsx", workbook(customers.queries(shop, days), "QUERY")),
        (f"customer_{short}.xlsx", workbook(customers.customers(shop, days), "CUSTOMER")),
        (f"상품성과_{long}.xlsx", workbook(statistics.product_results(shop, days), "상품성과")),
        (f"상품별_{long}.xlsx", workbook(bizadvisor.behaviour(shop, days), "상품별")),
        (f"전체채널_{long}.csv", csv_file(statistics.all_channels(shop, days), "utf-8-sig")),
        (f"리뷰_{day}.xlsx", workbook(statistics.reviews(shop), "Sheet0")),
        (f"상품문의_{day}.xlsx", workbook(settlements.questions(shop), "문의")),
        (f"SettleCaseByCase_{day}.xlsx", workbook(recent, "SettleCaseByCase")),
        (f"키워드 보고서_{first:%Y%m%d}_{day}.csv", every.search_ads_csv(shop, days)),
        every.coupang_file(shop),
    ]
