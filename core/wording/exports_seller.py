"""The files of Naver's seller centre: their names, the menus they hide in, what they tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from core.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Export:
    """One export: its name, the menu it hides in, and what it tells."""

    name: str
    site: str
    place: str
    fills: str


def _seller(name: str, place: str, fills: str) -> Export:
    return Export(name, _("the seller centre"), place, fills)


SELLER: Final[Mapping[str, Callable[[], Export]]] = {
    "smartstore_dispatch": lambda: _seller(
        _("SmartStore order file"),
        _("Sales management → Order confirmation and dispatch"),
        _("The one file to begin with: revenue, products and buyers."),
    ),
    "smartstore_inquiry": lambda: _seller(
        _("SmartStore file of all orders"),
        _("Sales management → All orders"),
        _("Finds old orders again, also finished ones."),
    ),
    "smartstore_delivery": lambda: _seller(
        _("SmartStore delivery file"),
        _("Sales management → Delivery status"),
        _("Tells when orders were sent and arrived."),
    ),
    "smartstore_confirmed": lambda: _seller(
        _("SmartStore file of confirmed purchases"),
        _("Sales management → Confirmed purchases"),
        _("Tells which purchases are final."),
    ),
    "smartstore_cancel": lambda: _seller(
        _("SmartStore cancellation file"),
        _("Sales management → Cancellations"),
        _("Takes cancelled orders out of the revenue."),
    ),
    "smartstore_return": lambda: _seller(
        _("SmartStore return file"),
        _("Sales management → Returns"),
        _("Takes returned orders out of the revenue."),
    ),
    "smartstore_exchange": lambda: _seller(
        _("SmartStore exchange file"),
        _("Sales management → Exchanges"),
        _("Tells which orders were exchanged."),
    ),
    "smartstore_visits": lambda: _seller(
        _("SmartStore visit statistics"),
        _("Statistics → Visits"),
        _("Tells how many people came, and where from."),
    ),
    "smartstore_sales": lambda: _seller(
        _("SmartStore sales statistics"),
        _("Statistics → Sales"),
        _("Tells what Naver counted as sold, day by day."),
    ),
    "smartstore_queries": lambda: _seller(
        _("SmartStore search statistics"),
        _("Statistics → Searches"),
        _("Tells which words people searched for before they came."),
    ),
    "smartstore_customers": lambda: _seller(
        _("SmartStore customer statistics"),
        _("Statistics → Customers"),
        _("Tells how many customers were new and how many came again."),
    ),
    "bizadvisor_channel": lambda: _seller(
        _("Statistics of all channels"),
        _("Statistics → Marketing → All channels"),
        _("Compares the channels people came through."),
    ),
    "bizadvisor_search": lambda: _seller(
        _("Statistics of search channels"),
        _("Statistics → Marketing → Search channels"),
        _("Tells which search words led to a purchase."),
    ),
    "bizadvisor_website": lambda: _seller(
        _("Statistics of websites"),
        _("Statistics → Marketing → Website channels"),
        _("Tells which sites people came from."),
    ),
    "bizadvisor_custom": lambda: _seller(
        _("Statistics of your own links"),
        _("Statistics → Marketing → Custom channels"),
        _("Tells what each link you made brought."),
    ),
    "bizadvisor_sales": lambda: _seller(
        _("Sales by day and hour"),
        _("Statistics → Sales analysis → Sales results"),
        _("Tells at which hours people pay."),
    ),
    "bizadvisor_product": lambda: _seller(
        _("Sales by product"),
        _("Statistics → Sales analysis → Product results"),
        _("Tells how each product sold."),
    ),
    "bizadvisor_product_channel": lambda: _seller(
        _("Products by channel"),
        _("Statistics → Sales analysis → Product and channel"),
        _("Tells which channel sells which product."),
    ),
    "bizadvisor_demography": lambda: _seller(
        _("Products by age and region"),
        _("Statistics → Sales analysis → Product and demography"),
        _("Tells who buys which product."),
    ),
    "bizadvisor_behavior": lambda: _seller(
        _("Views by product"),
        _("Statistics → Shopping behaviour → By product"),
        _("Tells how many looked at each product page."),
    ),
    "bizadvisor_page": lambda: _seller(
        _("Views by page"),
        _("Statistics → Shopping behaviour → By page"),
        _("Tells how long people stay on a page."),
    ),
    "bizadvisor_customers": lambda: _seller(
        _("Customer overview"),
        _("Statistics → Customers → Overview"),
        _("Tells how many customers get your news."),
    ),
    "smartstore_review": lambda: _seller(
        _("SmartStore review file"),
        _("Questions and reviews → Reviews"),
        _("Fills Reviews and complaints: what bothers customers, and who waits for a reply."),
    ),
    "smartstore_question": lambda: _seller(
        _("SmartStore file of questions"),
        _("Questions and reviews → Questions"),
        _("Tells what customers wonder about before they buy."),
    ),
    "smartstore_settlement": lambda: _seller(
        _("SmartStore settlement file"),
        _("Settlement → Settlement by case"),
        _("Makes fees and margin real."),
    ),
    "smartstore_vat": lambda: _seller(
        _("SmartStore tax report"),
        _("Settlement → VAT report"),
        _("Tells the sales that are declared."),
    ),
}
"""The exports of the seller centre, by their codes."""
