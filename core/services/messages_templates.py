"""Twelve messages to begin with: from the first visit to somebody who stays away.

Their words are for customers of a Korean shop and are Korean in every language of the program.
"""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from core.services import messages_scenarios, messages_wordings
from core.services.messages_scenarios import Scenario
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage

_FILE: Final = Path(__file__).with_name("messages_templates.csv")


@dataclass(frozen=True, slots=True)
class Template:
    """A message that is ready to be taken over.

    Attributes:
        code: names it.
        name: what it is called in Korean, as its words are.
        stage: where on the way to a regular it belongs.
        channel: by what it usually goes.
        wait_days: after so many days.
        hour: at which hour of Seoul; None for at once.
        states: the numbers of the states of customers (``State``) whom it suits.
        wording: what it says; of no scenario yet.
    """

    code: str
    name: str
    stage: ScenarioStage
    channel: MessageChannel
    wait_days: int
    hour: int | None
    states: frozenset[int]
    wording: Wording


@cache
def listed() -> tuple[Template, ...]:
    """All of them, in the order of the way."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def of_stage(stage: ScenarioStage) -> tuple[Template, ...]:
    """Those of one stage."""
    return tuple(one for one in listed() if one.stage is stage)


def of_state(state: int) -> tuple[Template, ...]:
    """Those that suit customers of a state; there is one at least for each."""
    return tuple(one for one in listed() if state in one.states)


def adopt(
    shop: OpenShop, one: Template, name: str, now: datetime, group: int | None = None
) -> Scenario:
    """Begin a scenario with a template.

    Args:
        shop: whose.
        one: the template.
        name: what the scenario is called.
        now: when.
        group: the number of the group it is for; None for whoever comes to that stage.

    Raises:
        core.services.kept_notes.NoteRefused: the name says nothing, or too much.
        core.store.StoreProblem: the store cannot be written.
    """
    kept = messages_scenarios.add(
        shop,
        Scenario(one.stage, name, one.channel, group=group, wait_days=one.wait_days, hour=one.hour),
        now,
    )
    said = one.wording
    new = Wording(kept.id or 0, said.kind, said.text, said.block, said.title)
    messages_wordings.add(shop, new, now)
    return kept


def _read(row: dict[str, str]) -> Template:
    return Template(
        row["code"], row["name"], ScenarioStage(row["stage"]), MessageChannel(row["channel"]),
        int(row["wait_days"]), int(row["hour"]) if row["hour"] else None,
        frozenset(int(state) for state in row["states"].split()),
        Wording(0, MessageKind(row["kind"]), row["text"], row["block"], row["title"]),
    )  # fmt: skip
