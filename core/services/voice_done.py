"""The tab 반영: what became of what customers said, and what to tell them about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from core.services import actions, actions_effect, kept_notes, voice_themes, voice_words
from core.services.actions import Action, Proposal, Said
from core.services.actions_effect import Effect
from core.services.kept_notes import LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.services.voice_themes import Bar, Look
from core.store import notes
from core.store.voice_tables import ThemeAnswerRow
from core.terms import Period, seoul_day
from core.verdicts.actions import JourneyStage

METRIC: Final = "complaint_rate"
PAGE: Final = "voice"


class Answered(StrEnum):
    """What the seller does about a theme: 반영함, 살펴보는 중, 안 하기로."""

    DONE = "done"
    LOOKING = "looking"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided about a theme, on which day, and the improvement that came of it."""

    theme: str
    answer: Answered
    what: str
    decided_on: date
    action_id: int | None = None
    id: int | None = None
    version: int = 1
    undoable: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One theme of the tab.

    Attributes:
        theme: what is spoken of.
        bar: how often; None where nobody does.
        answers: what was decided, the newest first.
        action: the improvement of the newest answer, or one that was made of the theme.
        effect: what can be said of that today; None while days are to come.
        period: over which days it is counted how often, 91 at most.
    """

    theme: str
    bar: Bar | None
    answers: tuple[Answer, ...]
    action: Action | None
    effect: Effect | None
    period: Period | None = None


def lines(shop: OpenShop, today: date) -> list[Line]:
    """The themes that are complained of or were answered, those with most complaints first.

    Raises:
        core.store.StoreProblem: the store cannot be read or written.
    """
    view = voice_themes.view(shop, Look(), today)
    bars = {bar.theme: bar for bar in view.bars}
    with shop.store.read() as session:
        times = notes.changed(session, shop.id, ThemeAnswerRow)
        rows = notes.listed(session, ThemeAnswerRow, shop.id)
        answers = [_read(row, times.get(row.id, 0)) for row in rows]
    acted = {one.id: one for one in actions.listed(shop)}
    found = actions_effect.effects(shop, today) if acted else {}
    named = [bar.theme for bar in view.bars if bar.problems]
    named += sorted({one.theme for one in answers} - set(named))
    own = {theme: [one for one in answers if one.theme == theme] for theme in named}
    return [
        replace(_line(theme, bars.get(theme), own[theme], acted, found), period=view.period)
        for theme in named
    ]


def deleted(shop: OpenShop) -> list[Answer]:
    """What was thrown away."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.listed(session, ThemeAnswerRow, shop.id, deleted=True)]


def proposal(theme: str | None, said: Said, product_id: int | None = None) -> Proposal:
    """What can be sent to 개선 노트: complaints per hundred orders, of a theme, of a product.

    Args:
        theme: what is complained of; None for anything.
        said: what to do and why, as the seller reads it.
        product_id: of one product only.
    """
    claim = f"voice.{theme or 'all'}" + ("" if product_id is None else f".{product_id}")
    params: dict[str, object] = {"theme": theme}
    if product_id is not None:
        params["product_id"] = product_id
    return Proposal(claim, params, METRIC, PAGE, said, JourneyStage.AFTER)


def improve(
    shop: OpenShop, theme: str | None, said: Said, now: datetime, product_id: int | None = None
) -> Action:
    """Send a theme, or a complaint of it, to 개선 노트 with today's rate as its baseline.

    While an improvement of the same theme and product is not done, that one is returned.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    return actions.keep_proposal(shop, proposal(theme, said, product_id), now)


def add(shop: OpenShop, one: Answer, now: datetime) -> Answer:
    """Write down what was decided about a theme.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(shop, one, seoul_day(now))
    row = ThemeAnswerRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def edit(shop: OpenShop, one: Answer, now: datetime) -> None:
    """Change it; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(shop, one, seoul_day(now))
    kept_notes.change(shop, ThemeAnswerRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw it away; ``undo`` brings it back."""
    kept_notes.delete(shop, ThemeAnswerRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change."""
    kept_notes.undo(shop, ThemeAnswerRow, number, seen)


def _line(
    theme: str, bar: Bar | None, answers: list[Answer], acted: Mapping[int, Action],
    found: Mapping[int, Effect],
) -> Line:  # fmt: skip
    numbers = [one.action_id for one in answers if one.action_id is not None]
    named = next((acted[number] for number in numbers if number in acted), None)
    of_theme = (
        one for one in acted.values() if one.target.metric == METRIC and one.target.theme == theme
    )
    action = named or next(of_theme, None)
    effect = found.get(action.id) if action else None
    return Line(theme, bar, tuple(answers), action, effect)


def _check(shop: OpenShop, one: Answer, today: date) -> None:
    kept_notes.refuse(
        {
            # What was done is what customers are told; the others need no words.
            NoteProblem.NOTHING_SAID: not one.theme.strip()
            or (one.answer is Answered.DONE and not one.what.strip()),
            NoteProblem.TOO_LONG: len(one.what) > LONGEST_NOTE
            or len(one.theme) > voice_words.LONGEST,
            NoteProblem.IN_FUTURE: one.decided_on > today,
        }
    )
    if one.action_id is not None and one.action_id not in {a.id for a in actions.listed(shop)}:
        raise notes.NoteGone(one.action_id)


def _columns(one: Answer) -> dict[str, Any]:
    return {
        "theme": one.theme.strip(), "answer": one.answer.value, "what": one.what.strip(),
        "action_id": one.action_id, "decided_on": one.decided_on,
    }  # fmt: skip


def _read(row: ThemeAnswerRow, undoable: int = 0) -> Answer:
    return Answer(
        row.theme, Answered(row.answer), row.what, row.decided_on, row.action_id, row.id,
        row.version, undoable,
    )  # fmt: skip
