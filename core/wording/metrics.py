"""What the numbers are called, what they mean and how they are computed."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.metrics import Unit, metric


@dataclass(frozen=True, slots=True)
class MetricWords:
    """A number in words: its name, what it means, how it is computed."""

    name: str
    definition: str
    formula: str


def words(name: str) -> MetricWords:
    """The words for the metric ``name``.

    Raises:
        KeyError: there is no such metric.
    """
    return {**_sales(), **_people(), **_worth(), **_way(), **_channel()}[name]


def _sales() -> dict[str, MetricWords]:
    return {
        "net_sales": MetricWords(
            _("Net revenue"),
            _("What customers paid, without cancelled and returned orders."),
            _("Sum of the final order amounts per product, shipping fees left out"),
        ),
        "orders": MetricWords(
            _("Orders"),
            _("Orders that were paid and not cancelled or returned."),
            _("Number of different order numbers"),
        ),
        "order_value": MetricWords(
            _("Average order value"),
            _("How much is spent in one order. The seller centre counts it per buyer."),
            _("Net revenue ÷ orders"),
        ),
        "product_orders": MetricWords(
            _("Orders of the product"),
            _("Orders with this product in them, without cancelled and returned ones."),
            _("Number of different order numbers with this product"),
        ),
        "product_net": MetricWords(
            _("Net revenue of the product"),
            _("What customers paid for this product, without cancelled and returned orders."),
            _("Sum of the total order amounts of this product, without delivery"),
        ),
        "claim_rate": MetricWords(
            _("Cancellations and returns"),
            _("How many order lines were cancelled or returned. Only orders older than 14 days."),
            _("Cancelled and returned lines ÷ all paid lines"),
        ),
    }


def _people() -> dict[str, MetricWords]:
    return {
        "returning_share": MetricWords(
            _("Share of returning customers"),
            _(
                "The part of this period's buyers who had bought before it. Whether new ones came"
                " back is another number: the share with a second purchase."
            ),
            _("Buyers with an earlier purchase ÷ all buyers"),
        ),
        "buyers": MetricWords(
            _("Buyers"),
            _("People who bought, each counted once."),
            _("Number of different buyers"),
        ),
        "new_buyers": MetricWords(
            _("New customers"),
            _("People who bought for the first time."),
            _("Number of buyers whose first order lies in the period"),
        ),
        "orders_per_buyer": MetricWords(
            _("Orders per buyer"),
            _("How many orders one buyer placed in the period."),
            _("Orders ÷ buyers"),
        ),
        "second_rate": MetricWords(
            _("Share with a second purchase"),
            _(
                "The part of new customers who bought again within 90 days. Earlier customers"
                " are not in it."
            ),
            _("New customers with a second purchase ÷ new customers of 90 days ago and before"),
        ),
        "regular_share": MetricWords(
            _("Revenue from regulars"),
            _("The part of all revenue that came from customers who are regulars now."),
            _("Net revenue of the regulars ÷ net revenue of all known buyers"),
        ),
        "once_share": MetricWords(
            _("Share who bought only once"),
            _("The part of all buyers who have bought on one day only."),
            _("Buyers with one purchase ÷ all known buyers"),
        ),
    }


def _worth() -> dict[str, MetricWords]:
    return {
        "repeat_orders": MetricWords(
            _("Repurchase rate by orders"),
            _("Of a year's orders, those of customers who had bought on an earlier day."),
            _("Orders of customers who had bought before ÷ all orders"),
        ),
        "repeat_customers": MetricWords(
            _("Repurchase rate by customers"),
            _("Of a year's customers, those who bought on more than one day of it."),
            _("Customers who bought on two days or more ÷ all customers"),
        ),
        "spent_to_date": MetricWords(
            _("Spent by a customer so far"),
            _("What a customer has paid by so many days after the first purchase, that one"
              " included."),
            _("Net revenue up to that age ÷ customers of the month, once all of them are so old"),
        ),
        "top_share": MetricWords(
            _("Revenue from big spenders"),
            _("The part of all net revenue that the customers make who spent most."),
            _("Net revenue of the tenth of customers who spent most ÷ all net revenue of"
              " customers"),
        ),
    }  # fmt: skip


def _way() -> dict[str, MetricWords]:
    return {
        "visits": MetricWords(
            _("Visits to the shop"),
            _("How often the shop was entered. One person may come several times."),
            _("Sum of the visits of each day in the shop statistics"),
        ),
        "detail_views": MetricWords(
            _("Views of products"),
            _("How often the page of any product was looked at."),
            _("Sum of the detail views of all products"),
        ),
        "look_rate": MetricWords(
            _("Views per visit"),
            _("How many product pages are looked at in a visit."),
            _("Product views ÷ visits"),
        ),
        "buy_rate": MetricWords(
            _("Orders per view"),
            _("How many product views end in an order."),
            _("Orders ÷ product views"),
        ),
        "pay_rate": MetricWords(
            _("Orders per visit"),
            _("How many visits end in an order."),
            _("Orders ÷ visits (without an order file: payments of the statistics ÷ visits)"),
        ),
        "kept_rate": MetricWords(
            _("Orders that stayed"),
            _("Order lines neither cancelled nor returned. Only orders older than 14 days."),
            _("Lines that stayed ÷ all paid lines"),
        ),
        "product_visits": MetricWords(
            _("Product visits"),
            _("How often a product was looked at, as the statistics count it."),
            _("Sum of the visits of the product; views of its page where there are none"),
        ),
        "product_rate": MetricWords(
            _("Orders per visit of the product"),
            _("How many visits of a product end in an order with it."),
            _("Orders with the product ÷ its visits, on the days both are known"),
        ),
    }


def _channel() -> dict[str, MetricWords]:
    return {
        "channel_visits": MetricWords(
            _("Visits through the channel"),
            _("How often the shop was entered through this channel."),
            _("Sum of the visits of the channel in the statistics"),
        ),
        "channel_rate": MetricWords(
            _("Orders per visit through the channel"),
            _("How many visits through this channel end in an order, as its file counts them."),
            _("Payments of the channel ÷ its visits, on the days both are known"),
        ),
        "complaint_rate": MetricWords(
            _("Complaints"),
            _("How often customers complain, for each 100 orders. Each text counts once a theme."),
            _("Reviews, notes and questions that complain ÷ orders × 100, on the same days"),
        ),
    }


def per_product() -> str:
    """What payments of statistics are, beside orders."""
    return _("Statistics count a payment for each product of an order: more than there are orders.")


def value(name: str, number: float | None, trials: int | None = None) -> str:
    """A number as it is shown, with its unit."""
    if number is None:
        return formats.UNKNOWN
    unit = metric(name).unit
    if unit is Unit.RATE:
        return _rate(number, trials or 0)
    written = {
        Unit.WON: lambda: formats.won_short(half_up(number)),
        Unit.PER_HUNDRED: lambda: per_hundred(number),
        Unit.PER_BUYER: lambda: formats.number(number, 2),
    }.get(unit)
    return written() if written else _count(number, unit)


def per_hundred(share: float) -> str:
    """So many for each hundred orders."""
    return _("{count} per 100 orders").format(count=formats.number(100 * share, 1 if share else 0))


def _rate(share: float, trials: int) -> str:
    return formats.percent(half_up(share * trials), trials) if trials else formats.rate(share, 0)


def _count(number: float, unit: Unit) -> str:
    return formats.count(half_up(number), unit.value)


def half_up(number: float) -> int:
    """The nearest whole number; halves go away from zero."""
    return int(abs(number) + 0.5) * (1 if number >= 0 else -1)
