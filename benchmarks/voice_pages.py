"""What 리뷰와 불만 and 구매 후 관리 ask for each of their tabs; nothing is remembered in between.

A tab asks what stands above all tabs as well. The numbers of ``NUMBERS`` are those that
``voice_rival.py`` makes out of frames in memory, and must be the same.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
from page_shop import NOW, TODAY

from core.services import (
    care_gift_effects,
    care_gifts,
    care_late,
    care_promises,
    care_queue,
    care_queue_people,
    care_rates,
    todo,
    voice_answers,
    voice_complaint_list,
    voice_conclusion,
    voice_done,
    voice_effect,
    voice_inquiries,
    voice_listing,
    voice_reading,
    voice_review_numbers,
    voice_review_trend,
    voice_reviews,
    voice_scores,
    voice_themes,
)
from core.services.care_gifts import Thing
from core.services.opening import open_shop
from core.services.voice_limits import USUAL
from core.services.voice_listing import Choice
from core.services.voice_themes import Look

Call = Callable[[], object]
Counts = dict[str, int]


class Pages:
    """An open shop, and what is asked of it."""

    def __init__(self, folder: Path) -> None:
        """Open it; the lines of the queue are kept, which only files change."""
        self.shop = open_shop(folder)
        self.lines: pd.DataFrame | None = None

    def read(self) -> int:
        """Read what customers wrote: once, after a file was taken."""
        return voice_reading.catch_up(self.shop)

    def tabs(self) -> Mapping[str, Call]:
        """What each tab asks, with what stands above it."""
        return {
            "voice answer": lambda: self._voice(self._complaints),
            "voice log": lambda: self._voice(
                lambda: voice_listing.listed(self.shop, Choice(), TODAY)
            ),
            "voice reviews": lambda: self._voice(self._reviews),
            "voice themes": lambda: self._voice(self._themes),
            "voice satisfaction": lambda: self._voice(self._satisfaction),
            "voice done": lambda: self._voice(lambda: voice_done.lines(self.shop, TODAY)),
            "care queue": lambda: self._care(self._queue),
            "care gifts": lambda: self._care(self._gifts),
            "care promises": lambda: self._care(self._promises),
            "todo": self._todo,
        }

    def _voice(self, tab: Call) -> None:
        voice_conclusion.conclusion(self.shop, TODAY, NOW)
        voice_answers.waiting(self.shop, NOW)
        tab()

    def _care(self, tab: Callable[[pd.DataFrame], object]) -> None:
        found = self._tasks()
        care_queue_people.listed(self.shop, found.head(1))
        care_rates.read(self.shop, TODAY)
        care_queue_people.told_until(self.shop, TODAY)
        tab(found)

    def _tasks(self) -> pd.DataFrame:
        if self.lines is None:
            wanted = care_queue.wished(self.shop, TODAY)
            self.lines = care_queue.lines(self.shop, wanted)
        return care_queue.of_lines(self.shop, self.lines, TODAY)

    def _todo(self) -> object:
        return todo.todo(self.shop, TODAY, NOW, care_queue.summary(self._tasks()))

    def _complaints(self) -> None:
        voice_complaint_list.listed(self.shop, TODAY)
        voice_complaint_list.figures(self.shop, NOW)

    def _reviews(self) -> None:
        voice_review_numbers.replies(self.shop, NOW)
        voice_reviews.unanswered(self.shop, NOW)
        voice_review_numbers.rates(self.shop, TODAY)
        voice_review_numbers.few(self.shop, TODAY, USUAL.few_reviews)
        voice_review_trend.trend(self.shop, TODAY)

    def _themes(self) -> None:
        voice_themes.view(self.shop, Look(0), TODAY)
        voice_themes.trend(self.shop, Look(), TODAY)
        voice_themes.keywords(self.shop, Look(), TODAY)
        voice_themes.unsure(self.shop, 5)

    def _satisfaction(self) -> None:
        voice_scores.report(self.shop, TODAY)
        voice_effect.effects(self.shop, TODAY)
        voice_inquiries.inquiries(self.shop, TODAY, 28)

    def _queue(self, found: pd.DataFrame) -> None:
        care_queue_people.listed(self.shop, found.head(10))

    def _gifts(self, _found: pd.DataFrame) -> None:
        care_gift_effects.answer(self.shop, Thing.GIFT, TODAY)
        care_gifts.waiting(self.shop, Thing.GIFT, TODAY)

    def _promises(self, _found: pd.DataFrame) -> None:
        care_promises.view(self.shop, TODAY)
        care_late.read(self.shop, TODAY)

    def waiting(self) -> Counts:
        """How many low reviews wait, and how many too long."""
        found = voice_reviews.unanswered(self.shop, NOW)
        return {"waiting": len(found), "overdue": sum(one.is_overdue for one in found)}

    def themes(self) -> Counts:
        """Complaints by theme."""
        found = voice_themes.view(self.shop, Look(0), TODAY)
        return {bar.theme: bar.problems for bar in found.bars}

    def due(self) -> Counts:
        """What is due, by kind."""
        found = care_queue.due_today(self.shop, TODAY)
        return {str(kind): count for kind, count in found.counts.items()}


NUMBERS: Final[tuple[str, ...]] = ("waiting", "themes", "due")


def answers(side: Any) -> Mapping[str, Callable[[], Counts]]:  # noqa: ANN401  (two sides)
    """The questions both sides answer."""
    return {name: getattr(side, name) for name in NUMBERS}
