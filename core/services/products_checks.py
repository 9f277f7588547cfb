"""The checklist of a detail page: answered point by point, scored, and taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.services.opening import OpenShop
from core.store import checks
from core.store.checks import Answer, Check
from core.terms import seoul_day

__all__ = ["Answer", "Check", "Checklist", "Score", "answer", "answers", "question", "undo"]

SCOPE: Final = "detail_page"


@dataclass(frozen=True, slots=True)
class Score:
    """How many points a page has, of those that apply to it."""

    done: int
    applicable: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """The latest answer to each point, and when a point of the page was last looked at."""

    answers: Mapping[str, Answer]
    last: date | None

    def score(self, items: Iterable[str]) -> Score:
        """The points that are there ÷ those that apply; one without an answer applies."""
        said = [self.answers.get(item) for item in items]
        return Score(said.count(Answer.DONE), len(said) - said.count(Answer.NOT_MINE))


def question(key: str) -> str:
    """The point whether the page answers a question of a customer."""
    return f"q{key}"


def answers(shop: OpenShop, product: int) -> Checklist:
    """What was answered about the page of a product.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = checks.latest(session, shop.id, SCOPE, str(product))
    return Checklist(
        {one.item: one.answer for one in found}, max((one.day for one in found), default=None)
    )


def answer(shop: OpenShop, product: int, item: str, said: Answer, now: datetime) -> Check | None:
    """Keep an answer with its day; what was answered before is returned.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        found = checks.latest(session, shop.id, SCOPE, str(product))
        before = next((one for one in found if one.item == item), None)
        new = Check(SCOPE, str(product), item, seoul_day(now), said)
        checks.put(session, shop.id, new, now)
    return before


def undo(shop: OpenShop, product: int, item: str, before: Check | None, now: datetime) -> None:
    """Make the answer to a point what it was before the last one."""
    with shop.store.write() as session:
        found = checks.latest(session, shop.id, SCOPE, str(product))
        last = next((one for one in found if one.item == item), None)
        if last is not None:
            checks.take_back(session, shop.id, last)
        if before is not None:
            checks.put(session, shop.id, before, now)
