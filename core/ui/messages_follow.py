"""Following one customer: what she would get and when, and where it is too much."""

from core.services.messages_scenarios import Step
from core.services.opening import OpenShop


def draw(shop: OpenShop, way: tuple[Step, ...]) -> None:
    """Draw it."""
    del shop, way
