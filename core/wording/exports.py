"""The exports in words: what each is called, where it is found, what it is good for."""

from collections.abc import Callable, Mapping
from typing import Final

from core.i18n import gettext as _
from core.terms import DataSet
from core.wording import typed
from core.wording.exports_seller import SELLER, Export

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "orders": (
        "smartstore_dispatch", "smartstore_inquiry", "smartstore_delivery",
        "smartstore_confirmed", "smartstore_cancel", "smartstore_return", "smartstore_exchange",
    ),
    "statistics": (
        "smartstore_visits", "smartstore_sales", "smartstore_queries", "smartstore_customers",
    ),
    "bizadvisor": (
        "bizadvisor_channel", "bizadvisor_search", "bizadvisor_website", "bizadvisor_custom",
        "bizadvisor_sales", "bizadvisor_product", "bizadvisor_product_channel",
        "bizadvisor_demography", "bizadvisor_behavior", "bizadvisor_page", "bizadvisor_customers",
    ),
    "voices": ("smartstore_review", "smartstore_question"),
    "money": ("smartstore_settlement", "smartstore_vat"),
    "ads": ("naver_search_ads", "naver_display_ads", "meta_ads", "coupang_ads", "ga4_traffic"),
    "malls": (
        "coupang_orders", "coupang_insights", "cafe24_orders", "eleventh_street_orders",
        "esm_orders", "kakao_orders", "toss_orders", "shopify_orders",
    ),
}  # fmt: skip
"""The exports a seller is shown the way to, the most useful ones first."""


def export(format_id: str) -> Export:
    """An export in the reader's language.

    Raises:
        KeyError: it is none of those in ``GROUPS``.
    """
    return _EXPORTS[format_id]()


def name(format_id: str) -> str:
    """What an export is called; a code nobody knows stays a code."""
    if format_id in _EXPORTS:
        return export(format_id).name
    family = {
        "plain": _("Table after our template"),
        "mapped": _("Table you explained"),
    }
    return typed.reports().get(format_id) or family.get(format_id.partition("_")[0], format_id)


def group(code: str) -> str:
    """The heading of a group of exports."""
    return {
        "orders": _("SmartStore orders"),
        "statistics": _("SmartStore statistics"),
        "bizadvisor": _("BizAdvisor statistics"),
        "voices": _("Reviews and questions"),
        "money": _("Settlement"),
        "ads": _("Ads and visits"),
        "malls": _("Other malls"),
    }[code]


def data_set(code: DataSet) -> str:
    """What files tell about."""
    return {
        DataSet.ORDERS: _("Orders"),
        DataSet.SALES: _("Daily sales statistics"),
        DataSet.TRAFFIC: _("Visits and channels"),
        DataSet.PRODUCTS: _("Product statistics"),
        DataSet.KEYWORDS: _("Search words"),
        DataSet.CUSTOMERS: _("Customer statistics"),
        DataSet.PAGES: _("Page statistics"),
        DataSet.ADS: _("Ad results"),
        DataSet.REVIEWS: _("Reviews"),
        DataSet.INQUIRIES: _("Questions"),
        DataSet.SETTLEMENTS: _("Settlements"),
    }[code]


def steps(format_id: str) -> tuple[str, str, str]:
    """The three steps to an export.

    Raises:
        KeyError: it is none of those in ``GROUPS``.
    """
    found = export(format_id)
    return (
        _("Open {place} in {site}.").format(place=found.place, site=found.site),
        _("Choose the period and press search."),
        _("Press Excel download and bring the file here as it is."),
    )


_EXPORTS: Final[Mapping[str, Callable[[], Export]]] = {
    **SELLER,
    "naver_search_ads": lambda: Export(
        _("Naver search ads report"),
        _("the Naver ads centre"),
        _("Reports → Multi-dimensional report"),
        _("Tells what search ads cost and brought."),
    ),
    "naver_display_ads": lambda: Export(
        _("Naver display ads report"),
        _("the Naver ads centre"),
        _("Display → Performance report"),
        _("Tells what display ads cost and brought."),
    ),
    "meta_ads": lambda: Export(
        _("Instagram and Facebook ads report"),
        _("Meta Ads Manager"),
        _("Reports → Export"),
        _("Tells what ads on Instagram cost and brought."),
    ),
    "coupang_ads": lambda: Export(
        _("Coupang ads report"),
        _("the Coupang ads centre"),
        _("Ad reports"),
        _("Tells what Coupang ads cost and brought."),
    ),
    "ga4_traffic": lambda: Export(
        _("Google Analytics traffic"),
        _("Google Analytics"),
        _("Reports → Traffic acquisition → Download file"),
        _("Tells where visitors of your own site come from."),
    ),
    "coupang_orders": lambda: Export(
        _("Coupang order file"),
        _("Coupang WING"),
        _("Orders and delivery → Delivery → Excel download"),
        _("Adds what you sell on Coupang."),
    ),
    "coupang_insights": lambda: Export(
        _("Coupang sales analysis"),
        _("Coupang WING"),
        _("Sales analysis"),
        _("Tells how many put your products in the cart on Coupang."),
    ),
    "cafe24_orders": lambda: Export(
        _("Cafe24 order file"),
        _("the Cafe24 admin"),
        _("Orders → All orders → Excel download"),
        _("Adds what you sell in your own shop."),
    ),
    "eleventh_street_orders": lambda: Export(
        _("11st order file"),
        _("the 11st seller office"),
        _("Order management"),
        _("Adds what you sell on 11st."),
    ),
    "esm_orders": lambda: Export(
        _("Gmarket and Auction order file"),
        _("ESM PLUS"),
        _("Orders → Dispatch"),
        _("Adds what you sell on Gmarket and Auction."),
    ),
    "kakao_orders": lambda: Export(
        _("Kakao TalkStore order file"),
        _("the Kakao seller centre"),
        _("Orders"),
        _("Adds what you sell in TalkStore."),
    ),
    "toss_orders": lambda: Export(
        _("Toss Shopping order file"),
        _("the Toss seller admin"),
        _("Orders"),
        _("Adds what you sell on Toss."),
    ),
    "shopify_orders": lambda: Export(
        _("Shopify order file"),
        _("the Shopify admin"),
        _("Orders → Export"),
        _("Adds what you sell with Shopify."),
    ),
}
