"""Shopify orders_export.csv: what belongs to an order stands on the first of its lines only.

Amounts are read with their fractions, which other currencies have: their rows are refused.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Mall

FORMAT = Format(
    id="shopify_orders",
    mall=Mall.SHOPIFY,
    columns=(
        column("order_no", "Name", cell=Cell.ORDER_NUMBER),
        column("ordered_at", "Created at", cell=Cell.MOMENT),
        column("paid_at", "Paid at", cell=Cell.MOMENT),
        column("dispatched_at", "Fulfilled at", cell=Cell.MOMENT),
        column("cancelled_at", "Cancelled at", cell=Cell.MOMENT),
        column("state", "Financial Status", cell=Cell.WORD),
        column("sub_state", "Fulfillment Status", cell=Cell.WORD),
        column("currency", "Currency", cell=Cell.WORD),
        column("quantity", "Lineitem quantity", cell=Cell.WHOLE),
        column("unit_price", "Lineitem price", cell=Cell.DECIMAL),
        column("discount", "Lineitem discount", cell=Cell.DECIMAL),
        column("order_total", "Subtotal", cell=Cell.DECIMAL),
        column("product_name", "Lineitem name", cell=Cell.NAME),
        column("product_code", "Lineitem sku", cell=Cell.CODE),
        column("shipping_bundle", "Name", cell=Cell.IDENTIFIER),
        column("shipping_fee", "Shipping", cell=Cell.DECIMAL),
        column("buyer_account", "Email", cell=Cell.WORD),
        column("buyer_name", "Billing Name", cell=Cell.WORD),
        column("buyer_phone", "Billing Phone", "Phone", cell=Cell.WORD),
        column("address", "Shipping Province", "Shipping Province Name", cell=Cell.ADDRESS),
        column("route", "Source"),
        column("payment_means", "Payment Method"),
    ),
    marks=("Financial Status",),
    also=("Name", "Lineitem name"),
    required=("order_no", "quantity", "product_name", "amount"),
    never=malls.of_others("shopify"),
    ignored=malls.unread(
        "Billing Street", "Billing Address1", "Billing Address2", "Billing Company",
        "Billing City", "Billing Zip", "Billing Province", "Billing Country", "Billing Phone",
        "Billing Province Name", "Shipping Name", "Shipping Street", "Shipping Address1",
        "Shipping Address2", "Shipping Company", "Shipping City", "Shipping Zip",
        "Shipping Province Name", "Shipping Country", "Shipping Phone", "Phone", "Notes",
        "Note Attributes", "Accepts Marketing",
        "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
        "Lineitem compare at price", "Lineitem requires shipping", "Lineitem taxable",
        "Lineitem fulfillment status", "Payment Reference", "Payment References", "Payment ID",
        "Payment Terms Name", "Next Payment Due At", "Refunded Amount", "Vendor",
        "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level",
        "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value",
        "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Receipt Number", "Duties",
    ),
    line_key=("order_no", "product_code", "product_name"),
    carried=(
        "ordered_at", "paid_at", "dispatched_at", "cancelled_at", "state", "sub_state",
        "currency", "order_total", "shipping_fee", "buyer_account", "buyer_name", "buyer_phone",
        "address", "route", "payment_means",
    ),
    carried_by="order_no",
)  # fmt: skip
