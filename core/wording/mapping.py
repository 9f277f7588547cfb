"""Tables that no export is, in words: our own tables, their fields, and what was read of hers."""

from collections.abc import Sequence

from core.i18n import formats
from core.i18n import gettext as _
from core.services.mapping import SavedMapping, Tried
from core.wording import importing
from core.wording.message import Message


def template_name(template: str) -> str:
    """What a table of ours tells about."""
    return {
        "plain_orders": _("Orders"),
        "plain_traffic": _("Visits by channel"),
        "plain_sales": _("Sales by day"),
        "plain_products": _("Visits and payments by product"),
        "plain_keywords": _("Visits by search word"),
        "plain_ads": _("Advertisements"),
        "plain_reviews": _("Reviews of customers"),
        "plain_questions": _("Questions of customers"),
        "plain_settlement": _("Payouts"),
    }[template]


def field_name(name: str) -> str:
    """What one of our columns tells."""
    return {
        **_about_days(),
        **_about_orders(),
        **_about_visits(),
        **_about_ads(),
        **_about_texts(),
    }[name]


def invitation(rows: int) -> Message:
    """That a table can be read once the seller says what its columns mean."""
    return Message(
        _("Tell us the columns of this table, and it can be read."),
        _("It has {rows}. You say it once; next time the same table is read at once.").format(
            rows=formats.count(rows, "rows")
        ),
    )


def needed(label: str) -> str:
    """The label of a field that has to be filled."""
    return _("{field} (required)").format(field=label)


def samples(cells: Sequence[str]) -> str:
    """A few cells of a column, side by side."""
    if not cells:
        return _("All cells are empty.")
    return _("For example: {cells}").format(cells=" · ".join(cells))


def option(heading: str, cells: Sequence[str]) -> str:
    """A column to choose, with its first cell."""
    if not heading:
        return _("None of the columns")
    return f"{heading} · {cells[0]}" if cells else heading


def lacking(names: Sequence[str]) -> str:
    """That fields are still to be chosen."""
    listed = importing.listed([field_name(name) for name in names])
    return _("Still to choose: {fields}").format(fields=listed)


def readable(tried: Tried) -> str:
    """How many of all rows can be read."""
    rows = formats.count(tried.rows, "rows")
    if not tried.rows:
        return _("There is no row of data below the headings.")
    if tried.accepted == tried.rows:
        return _("All {rows} can be read.").format(rows=rows)
    if not tried.accepted:
        return _("None of {rows} can be read. Look whether a column was mixed up.").format(
            rows=rows
        )
    return _("{accepted} of {rows} can be read.").format(
        rows=rows, accepted=formats.count(tried.accepted, "rows")
    )


def reasons(tried: Tried) -> list[str]:
    """Why the other rows cannot be read, the most frequent reason first."""
    return [_reason(importing.row(why), heading, many) for why, heading, many in tried.reasons]


def _reason(reason: str, heading: str, many: int | None) -> str:
    said = reason if many is None else f"{reason} ({formats.count(many, 'rows')})"
    return _("‘{column}’: {reason}").format(column=heading, reason=said) if heading else said


def saved_columns(kept: SavedMapping) -> str:
    """By which columns a remembered table is known again."""
    return _("A table with the columns {columns}").format(
        columns=importing.listed(list(kept.headings))
    )


def counted_twice() -> str:
    """That orders without their numbers cannot be told from those of other files."""
    return _(
        "Without the number of each product in the order we cannot tell whether an order is "
        "also in another file. It would be counted twice."
    )


def remembered() -> str:
    """That a table was remembered."""
    return _("Remembered. The same table is read at once next time.")


def forgotten() -> str:
    """That a table is no longer remembered."""
    return _("Forgotten. What was put in stays as it is.")


def _about_days() -> dict[str, str]:
    return {
        "first_day": _("Day"),
        "last_day": _("Last day, if it is a period"),
        "ordered_at": _("Day of the order"),
        "paid_at": _("Day of the payment"),
        "dispatched_at": _("Day of dispatch"),
        "delivered_at": _("Day of arrival"),
        "written_at": _("Day it was written"),
        "replied_at": _("Day of the reply"),
        "asked_at": _("Day of the question"),
        "answered_at": _("Day of the answer"),
        "basis_day": _("Day of the payout"),
        "settled_day": _("Day the money came in"),
    }


def _about_orders() -> dict[str, str]:
    return {
        "order_no": _("Order number"),
        "line_no": _("Number of the product in the order"),
        "amount": _("Amount paid"),
        "product_name": _("Name of the product"),
        "option_name": _("Name of the option"),
        "product_no": _("Number of the product"),
        "quantity": _("Quantity"),
        "unit_price": _("Price of one"),
        "discount": _("Discount given"),
        "state": _("State of the order"),
        "buyer_name": _("Name of the buyer"),
        "buyer_phone": _("Telephone of the buyer"),
        "buyer_account": _("Account of the buyer"),
        "address": _("Address (only the province is kept)"),
        "sales_channel": _("Place of sale"),
        "payment_means": _("Means of payment"),
        "expected": _("Amount paid out"),
        "payment_fee": _("Fee for the payment"),
        "channel_fee": _("Fee for the sale"),
    }


def _about_visits() -> dict[str, str]:
    return {
        "channel_name": _("Channel"),
        "channel_group": _("Kind of channel"),
        "channel_detail": _("Channel in detail"),
        "keyword": _("Search word"),
        "visits": _("Number of visits"),
        "visitors": _("Number of visitors"),
        "detail_views": _("Number of product views"),
        "payments": _("Number of payments"),
        "buyers": _("Number of buyers"),
        "units": _("Number of products sold"),
        "gross": _("Amount of payments"),
        "refunds": _("Number of refunds"),
        "refund_amount": _("Amount of refunds"),
        "refund_units": _("Number of products sent back"),
        "cart_adds": _("Times put into the cart"),
        "wishes": _("Times put on a wish list"),
        "ad_cost": _("Money spent on advertising"),
    }


def _about_ads() -> dict[str, str]:
    return {
        "campaign": _("Name of the campaign"),
        "ad_group": _("Group of advertisements"),
        "creative": _("Picture or text of the advertisement"),
        "network": _("Where it was shown"),
        "impressions": _("Times shown"),
        "clicks": _("Times clicked"),
        "cost": _("Money spent"),
        "purchases": _("Number of purchases it brought"),
        "purchase_revenue": _("Amount of purchases it brought"),
    }


def _about_texts() -> dict[str, str]:
    return {
        "review_no": _("Number of the review"),
        "rating": _("Stars"),
        "text": _("What was written"),
        "has_media": _("Whether there is a picture"),
        "has_reply": _("Whether there is a reply"),
        "inquiry_no": _("Number of the question"),
        "category": _("Subject of the question"),
        "title": _("Title of the question"),
        "answer": _("Text of the answer"),
        "is_answered": _("Whether it is answered"),
    }
