"""The malls in words."""

from core.i18n import gettext as _
from core.terms import Mall


def mall_name(mall: Mall) -> str:
    """Where orders, reviews or payouts come from."""
    return {
        Mall.SMARTSTORE: _("SmartStore"),
        Mall.COUPANG: _("Coupang"),
        Mall.CAFE24: _("Cafe24"),
        Mall.ELEVENTH_STREET: _("11th Street"),
        Mall.GMARKET: _("G-market"),
        Mall.AUCTION: _("Auction"),
        Mall.KAKAO: _("Kakao Talk Store"),
        Mall.TOSS: _("Toss Shopping"),
        Mall.SHOPIFY: _("Shopify"),
        Mall.OTHER: _("Elsewhere"),
    }[mall]
