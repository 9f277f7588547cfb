"""What each customer bought, read once for the lists of whom to look after."""

from dataclasses import dataclass

import pandas as pd

from core.services import covering
from core.services.opening import OpenShop
from core.store import customers_due as store


@dataclass(frozen=True, slots=True, eq=False)
class Bought:
    """What recognised buyers bought of each product, and what went back.

    Attributes:
        lines: ``product``, ``buyer``, ``day``, ``mall``, ``net`` won and how many lines have
            ``no_amount``, in the order of the first three; only products that a file names.
        back: the last ``day`` on which a ``buyer`` bought something that went back or is to.
    """

    lines: pd.DataFrame
    back: pd.DataFrame


def read(shop: OpenShop) -> Bought | None:
    """Read it; None without order files.

    Takes about two seconds for a million order lines, so whoever shows pages keeps it until
    another file is taken in or back (``OpenShop.files``).

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        if told.coverage is None:
            return None
        lines = store.bought(session, shop.id, told.malls)
        back = store.went_back(session, shop.id, told.malls)
    return Bought(lines[lines["product"] > 0].reset_index(drop=True), back)


def orders(shop: OpenShop) -> pd.DataFrame | None:
    """Each order and whether it had a discount (``core.store.customers_due.ORDERS``).

    None without order files. Takes about three seconds for a million order lines.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        return None if told.coverage is None else store.orders(session, shop.id, told.malls)
