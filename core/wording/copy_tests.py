"""Copy tests in words: the answer, why, and what the numbers mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.verdicts.copy_tests import Ruling
from core.verdicts.copy_tests_plan import Outlook


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it stands on the page.

    Attributes:
        title: what to do, in one or two short sentences.
        reason: the numbers it rests on.
        money: what it is worth a month; empty where nobody knows.
        note: what to keep in mind; may be empty.
        details: sentences behind 자세히.
    """

    title: str
    reason: str
    money: str = ""
    note: str = ""
    details: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All but the details on one line."""
        return " ".join(part for part in (self.title, self.reason, self.money, self.note) if part)


def tell(ruling: Ruling, events: Sequence[str] = ()) -> Told:
    """An answer in words; ``events`` are the names of what else happened."""
    raise NotImplementedError


def plan(found: Outlook) -> str:
    """What a plan can find out: 14일이면 100명 중 3명→5명쯤 차이부터 알 수 있어요."""
    raise NotImplementedError


def ways(found: Outlook) -> list[str]:
    """What else could be done, one sentence each."""
    raise NotImplementedError
