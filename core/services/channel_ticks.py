"""What was ticked of a channel before profiles were kept: read only, so that nothing is lost.

유입 채널 once kept a checklist of its own in ``core.store.checks``. Profiles take its place; an
answer of it holds as long as no later look at the channel says something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlmodel import Session

from core.store import checks
from core.store.checks import Answer

SCOPE: Final = "channel"
"""The list in which it was kept."""

_ANSWERS: Final = {Answer.DONE: True, Answer.MISSING: False}


@dataclass(frozen=True, slots=True)
class Ticks:
    """What was ticked of a channel: by point whether it is there, and since when that is said."""

    channel: str
    told: Mapping[str, tuple[bool, date]] = field(default_factory=dict)
    last: date | None = None


def earlier(session: Session, shop_id: int) -> tuple[Ticks, ...]:
    """All that was ticked, channel by channel.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    told: dict[str, dict[str, tuple[bool, date]]] = {}
    last: dict[str, date] = {}
    for one in checks.latest(session, shop_id, SCOPE):
        mine = told.setdefault(one.subject, {})
        last[one.subject] = max(one.day, last.get(one.subject, one.day))
        if one.answer in _ANSWERS:
            mine[one.item] = _ANSWERS[one.answer], one.day
    return tuple(Ticks(channel, some, last[channel]) for channel, some in told.items())
