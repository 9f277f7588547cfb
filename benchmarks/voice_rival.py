"""The numbers of reviews and care by pandas, with every row in memory, typed before it is asked.

Texts are searched for the same words, once, when the rows are loaded: reading them is measured
apart. Who is to be looked after follows from the frame of all lines by the same rules.
"""

import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd
from page_shop import NOW, TODAY

from core.analysis import care_queue, voice_themes
from core.analysis.care_queue import RULES, Kind
from core.services.voice_reviews import REACH
from core.terms import OrderState

Counts = dict[str, int]

LOW, HIGH, HOURS = 2, 4, 24
_DAY = 86_400
_SEOUL = 9 * 3600
_ENDED = (OrderState.CANCELLED, OrderState.RETURNED, OrderState.CANCELLED_UNPAID,
          OrderState.CLAIM_OPEN)  # fmt: skip


class Frames:
    """All reviews and order lines."""

    def __init__(self, folder: Path) -> None:
        """Load them."""
        store = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
        self.reviews = pd.read_sql(
            "SELECT rating, text, written_at, has_reply, replied_at, line_no FROM review "
            "WHERE current = 1", store,
        )  # fmt: skip
        lines = pd.read_sql(
            "SELECT line_no, order_no, buyer_id AS buyer, product_id AS product, state, "
            "day AS paid, dispatched_at, delivered_at FROM order_line WHERE state <> 1", store,
        )  # fmt: skip
        store.close()
        for name in ("dispatched", "delivered"):
            moment = pd.to_numeric(lines.pop(f"{name}_at")).astype("float64")
            lines[name] = np.floor((moment + _SEOUL) / _DAY)
        lines["is_ended"] = lines["state"].isin([int(one) for one in _ENDED])
        self.lines = lines
        self.problems: pd.DataFrame | None = None

    def read(self) -> int:
        """Search all texts for the words of the themes; the stars say who complains."""
        texts, stars = self.reviews["text"], self.reviews["rating"]
        themes = voice_themes.names(voice_themes.own())
        words = voice_themes.found(texts)
        topics, found = (
            voice_themes.flags(words, texts, themes, problems=only) for only in (False, True)
        )
        found[stars >= HIGH] = False
        unnamed = (stars <= LOW) & ~found.any(axis=1)
        found[unnamed] = topics[unnamed]
        self.problems = found
        return len(texts)

    def waiting(self) -> Counts:
        """How many low reviews wait, and how many too long."""
        some, now = self.reviews, NOW.timestamp()
        age = now - some["written_at"]
        open_ = (some["rating"] <= LOW) & (some["has_reply"] != 1) & some["replied_at"].isna()
        open_ &= (age <= REACH * _DAY) & (age >= 0)
        return {"waiting": int(open_.sum()), "overdue": int((open_ & (age > HOURS * 3600)).sum())}

    def themes(self) -> Counts:
        """Complaints by theme."""
        if self.problems is None:
            self.read()
        assert self.problems is not None  # noqa: S101  (just read)
        return {str(name): int(count) for name, count in self.problems.sum().items()}

    def due(self) -> Counts:
        """What is due, by kind."""
        today = (TODAY - type(TODAY)(1970, 1, 1)).days
        lines = self.lines
        longest = max(rule.days + rule.lapses for rule in RULES) + care_queue.TRANSPORT
        begun = lines["delivered"].fillna(lines["dispatched"]).fillna(lines["paid"])
        near = lines[begun >= today - longest]
        near = lines[lines["order_no"].isin(near["order_no"])]
        reviewed = near["line_no"].isin(self.reviews["line_no"])
        frame = near.rename(columns={"order_no": "order"}).assign(
            has_complaint=False, is_reviewed=reviewed.groupby(near["order_no"]).transform("any")
        )
        # An order that has left needs no word that it came in.
        has_left = frame["dispatched"].notna().groupby(frame["order"]).transform("any")
        frame.loc[has_left, "paid"] = np.nan
        touches = pd.DataFrame(columns=["kind", "order", "buyer", "day", "is_done"])
        rules = [rule for rule in RULES if rule.kind is not Kind.TIP]
        found = care_queue.due(frame, touches, today, rules)
        return {str(kind): int(count) for kind, count in found["kind"].value_counts().items()}
