"""The statistics, settlements, reviews and advertisements of the shop's whole two years."""

from datetime import timedelta
from typing import Final

from core.sample import bizadvisor, customers, settlements, statistics
from core.sample.days import DAYS, RECENT
from core.sample.every import meta_csv, search_ads_csv
from core.sample.sheets import csv_file
from core.sample.shop import SampleShop

BEHAVIOUR_PERIODS: Final = 6
"""So many periods of four weeks are told about who looked at a product."""

PEOPLE_MONTHS: Final = 6
"""So many calendar months are told about the sex and age of who bought."""

PEOPLE_PRODUCTS: Final = 30


def report_files(shop: SampleShop) -> list[tuple[str, bytes]]:
    """Names and contents of all files but those of orders, which ``order_files`` has.

    By day where the export can be had by day, all of the shop's own; they fit its orders.
    """
    first, last = shop.last_day - timedelta(days=DAYS - 1), shop.last_day
    short = f"{first:%Y%m%d}-{last:%Y%m%d}"
    day = f"{last:%Y%m%d}"
    utf8 = "utf-8-sig"
    return [
        (f"sales_{short}.csv", csv_file(statistics.sales_by_product(shop, DAYS), utf8)),
        (f"sales2_{short}.csv", csv_file(statistics.sales_by_channel(shop, DAYS), utf8)),
        (f"visit_{short}.csv", csv_file(statistics.visits_by_path(shop, DAYS), utf8)),
        (f"query_{short}.csv", csv_file(customers.queries(shop, DAYS), utf8)),
        (f"customer_{short}.csv", csv_file(customers.customers(shop, DAYS), utf8)),
        (
            f"전체채널_{first}_{last}.csv",
            csv_file(statistics.all_channels_by_day(shop, DAYS), utf8),
        ),
        *(_behaviour(shop, number) for number in reversed(range(BEHAVIOUR_PERIODS))),
        *_people(shop),
        (f"리뷰_{day}.csv", csv_file(statistics.reviews(shop), utf8)),
        (f"상품문의_{day}.csv", csv_file(settlements.questions(shop), utf8)),
        (f"SettleCaseByCase_{day}.csv", csv_file(settlements.settlement(shop), utf8)),
        (f"키워드 보고서_{first:%Y%m%d}_{day}.csv", search_ads_csv(shop, DAYS)),
        (f"단골-예시-광고-세트-{first}-{last}.csv", meta_csv(shop, DAYS)),
    ]


def _behaviour(shop: SampleShop, number: int) -> tuple[str, bytes]:
    ago = number * RECENT
    last = shop.last_day - timedelta(days=ago)
    name = f"상품별_{last - timedelta(days=RECENT - 1)}_{last}.csv"
    return name, csv_file(bizadvisor.behaviour(shop, RECENT, ago), "utf-8-sig")


def _people(shop: SampleShop) -> list[tuple[str, bytes]]:
    """A file for each of the last calendar months, the oldest first."""
    files, last = [], shop.last_day
    for _number in range(PEOPLE_MONTHS):
        first, ago = last.replace(day=1), (shop.last_day - last).days
        table = bizadvisor.demography(shop, last.day, PEOPLE_PRODUCTS, ago)
        files.append((f"상품_인구통계_{first}_{last}.csv", csv_file(table, "utf-8-sig")))
        last = first - timedelta(days=1)
    return files[::-1]
