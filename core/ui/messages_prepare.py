"""The tab of messages: prepare."""

from core.services.opening import OpenShop


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    del shop
