"""The board of improvements: its columns, what came of each, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.services import actions, actions_effect
from core.services.actions_effect import Effect
from core.services.actions_rows import Action
from core.services.opening import OpenShop
from core.store import totals
from core.verdicts.actions import Finding, Status

FINISHED_SHOWN = 20
"""So many finished improvements are on the board; the file has all of them."""


@dataclass(frozen=True, slots=True)
class Card:
    """One improvement with what can be said about it today; ``effect`` is None before its day.

    ``subject`` names the product or channel its number is counted of, if it is of one.
    """

    action: Action
    effect: Effect | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page 개선 노트 shows first."""

    columns: tuple[tuple[Status, tuple[Card, ...]], ...]
    finding: Finding
    first: Card | None
    deleted: tuple[Action, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All of them, column by column."""
        return tuple(card for _, cards in self.columns for card in cards)


def board(shop: OpenShop, today: date) -> Board:
    """The board on a day.

    An improvement whose day to look has come waits for the look, wherever the seller left it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = actions_effect.effects(shop, today)
    listed = actions.listed(shop)
    subjects = _subjects(shop, listed)
    cards = [Card(one, found.get(one.id), subjects.get(one.id, "")) for one in listed]
    columns = tuple(
        (status, tuple(_sorted([card for card in cards if _column(card) is status], status)))
        for status in Status
    )
    finding, first = _finding(dict(columns))
    return Board(columns, finding, first, tuple(actions.listed(shop, deleted=True)))


def _subjects(shop: OpenShop, listed: Sequence[Action]) -> dict[int, str]:
    """The product or channel of each improvement that is about one."""
    products = {one.id: one.target.product_id for one in listed if one.target.product_id}
    with shop.store.read() as session:
        named = totals.product_names(session, shop.id, sorted(set(products.values())))
    told = {one.id: one.target.channel for one in listed if one.target.channel}
    return told | {
        number: named[product] for number, product in products.items() if product in named
    }


def _column(card: Card) -> Status:
    return Status.WAITING if card.effect is not None else card.action.status


def _sorted(cards: Sequence[Card], status: Status) -> list[Card]:
    if status is Status.DONE:
        done = sorted(cards, key=lambda card: card.action.check_on, reverse=True)
        return done[:FINISHED_SHOWN]
    return sorted(cards, key=lambda card: (card.action.check_on, card.action.id))


def _finding(columns: dict[Status, tuple[Card, ...]]) -> tuple[Finding, Card | None]:
    waiting = columns[Status.WAITING]
    due = [card for card in waiting if card.effect is not None]
    told = [card for card in due if card.effect is not None and card.effect.result is not None]
    ready = [card for card in told if card.action.changed_on is not None]
    for finding, cards in (
        (Finding.RESULT, ready),
        (Finding.NEEDS_DAY, told),
        (Finding.NEEDS_FILE, due),
        (Finding.WAITING, waiting),
        (Finding.BEGIN, columns[Status.DOING] or columns[Status.KEPT]),
        (Finding.OVER, columns[Status.DONE]),
    ):
        if cards:
            return finding, cards[0]
    return Finding.NOTHING, None
