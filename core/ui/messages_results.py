"""The tab of messages: results."""

from core.services.opening import OpenShop


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    del shop


def conclusion(shop: OpenShop) -> None:
    """What the page says first."""
    del shop
