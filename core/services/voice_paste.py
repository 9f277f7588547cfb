"""Many remarks pasted at once: looked through first, put in with one press, taken back as one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.importers import voice_paste as importer
from core.importers.voice_paste import BadLine, PastedLine, PasteProblem
from core.services import voice_batches
from core.services.opening import OpenShop
from core.services.voice_feedback import Remark
from core.services.voice_orders import NOTHING, about
from core.store import voice_orders
from core.store.voice_orders import FoundOrder
from core.terms.voice import VoiceSource

__all__ = ["BadLine", "PasteProblem", "Pasted", "read", "take"]

MOST_LINES: Final = 1000
"""Lines that are taken at once; more come in a file."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted, as it was understood. Nothing has been stored.

    Attributes:
        remarks: what would be put in,
        products: and of each what it is about, as far as an order tells.
        bad: the lines that cannot be.
        unknown: how many name an order that no file tells of; the number goes into the note.
        too_many: there are more lines than are taken at once.
    """

    remarks: tuple[Remark, ...] = ()
    products: tuple[str, ...] = ()
    bad: tuple[BadLine, ...] = ()
    unknown: int = 0
    too_many: bool = False

    @property
    def rest(self) -> str:
        """The lines that stay to be mended, as they were written."""
        return "\n".join(one.line for one in self.bad)


def read(shop: OpenShop, text: str, source: VoiceSource, today: date) -> Pasted:
    """Look lines through.

    Args:
        shop: whose.
        text: the lines.
        source: where they are from if they do not say.
        today: the day they are of if they do not say.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    if sum(1 for line in text.splitlines() if line.strip()) > MOST_LINES:
        return Pasted(too_many=True)
    lines, bad = importer.read(text, today)
    orders = _orders(shop, {one.order_no for one in lines if one.order_no})
    remarks = tuple(_remark(one, orders, source, today) for one in lines)
    known = [orders.get(one.order_no or "") for one in lines]
    return Pasted(
        remarks,
        tuple(one.product if one else "" for one in known),
        tuple(bad),
        sum(one.order_no is not None and it is None for one, it in zip(lines, known, strict=True)),
    )


def take(shop: OpenShop, pasted: Pasted, now: datetime) -> int:
    """Put them in; the number under which they are taken back as one.

    Raises:
        core.services.kept_notes.NoteRefused: one is impossible by now; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was kept.
    """
    return voice_batches.add_many(shop, pasted.remarks, now)


def _remark(
    line: PastedLine, orders: dict[str, FoundOrder], source: VoiceSource, today: date
) -> Remark:
    order = orders.get(line.order_no or "")
    return Remark(
        line.text,
        line.day or today,
        line.source or source,
        line.scale,
        line.score,
        NOTHING if order is None else about(order),
        note="" if order is not None or line.order_no is None else f"#{line.order_no}",
    )


def _orders(shop: OpenShop, numbers: set[str]) -> dict[str, FoundOrder]:
    """The order of each number, where there is exactly one."""
    found: dict[str, FoundOrder] = {}
    with shop.store.read() as session:
        for number in sorted(numbers):
            orders = voice_orders.by_number(session, shop.id, number)
            if len(orders) == 1:
                found[number] = orders[0]
    return found
