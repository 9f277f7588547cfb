"""People approached first, and ideas of the seller's own, are kept and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import outreach, own_tactics
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.link_results import Brought
from core.services.outreach import Outreach
from core.services.own_tactics import OwnTactic
from core.store.notes import NoteChanged, NoteGone
from core.verdicts.actions import JourneyStage
from tests.services.test_content import ROWS, links

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
CAMP = Outreach("캠핑 카페", date(2026, 11, 10), 40, "mug", "사진 두 장")


def test_what_came_within_a_week_is_counted(shop):
    links(shop, ROWS)
    one = outreach.add(shop, CAMP, NOW)
    outreach.add(shop, replace(CAMP, day=date(2026, 11, 2), code=""), NOW)
    (first, came), (second, nothing) = outreach.listed(shop, TODAY)
    mine = [row for row in ROWS if row[5] == "mug" and 10 <= row[0] <= 16]
    assert first == one
    assert came == Brought(sum(r[1] for r in mine), sum(r[2] for r in mine), 7, 7)
    assert (second.code, nothing) == ("", None)


def test_an_entry_is_changed_thrown_away_and_brought_back(shop):
    one = outreach.add(shop, CAMP, NOW)
    outreach.edit(shop, replace(one, place="장터", reached=None), NOW)
    with pytest.raises(NoteChanged):
        outreach.edit(shop, replace(one, place="낡은 창"), NOW)
    outreach.delete(shop, one.id, NOW)
    assert outreach.listed(shop, TODAY) == []
    assert [gone.place for gone in outreach.deleted(shop)] == ["장터"]
    outreach.undo(shop, one.id)
    assert outreach.listed(shop, TODAY)[0][0].reached is None
    outreach.undo(shop, one.id)
    assert outreach.listed(shop, TODAY)[0][0].place == "캠핑 카페"
    with pytest.raises(NoteGone):
        outreach.undo(shop, one.id)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"place": " "}, NoteProblem.NOTHING_SAID),
        ({"place": "x" * 121}, NoteProblem.TOO_LONG),
        ({"code": "x" * 121}, NoteProblem.TOO_LONG),
        ({"note": "x" * 2001}, NoteProblem.TOO_LONG),
        ({"day": TODAY + timedelta(days=1)}, NoteProblem.IN_FUTURE),
        ({"reached": -1}, NoteProblem.NUMBER),
    ],
)
def test_an_impossible_entry_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        outreach.add(local, replace(CAMP, **wrong), NOW)
    assert caught.value.problem is problem
    assert outreach.listed(local, TODAY) == []


IDEA = OwnTactic(" 엽서   넣기 ", JourneyStage.AFTER, "conversion_rate")


def test_an_own_idea_is_offered_until_it_is_thrown_away(shop):
    one = own_tactics.add(shop, IDEA, NOW)
    assert (one.text, one.stage, one.metric) == ("엽서 넣기", JourneyStage.AFTER, "pay_rate")
    # The same words at the same stage are one idea.
    assert own_tactics.add(shop, IDEA, NOW).id == one.id
    assert own_tactics.add(shop, replace(IDEA, stage=JourneyStage.LOYAL), NOW).id != one.id
    own_tactics.delete(shop, one.id, NOW)
    assert [it.stage for it in own_tactics.listed(shop)] == [JourneyStage.LOYAL]
    assert [it.id for it in own_tactics.listed(shop, deleted=True)] == [one.id]
    own_tactics.undo(shop, one.id)
    assert len(own_tactics.listed(shop)) == 2


@pytest.mark.parametrize(
    ("text", "problem"), [(" ", NoteProblem.NOTHING_SAID), ("x" * 201, NoteProblem.TOO_LONG)]
)
def test_an_impossible_idea_is_refused(local, text, problem):
    with pytest.raises(NoteRefused) as caught:
        own_tactics.add(local, replace(IDEA, text=text), NOW)
    assert caught.value.problem is problem
    with pytest.raises(KeyError):
        own_tactics.add(local, replace(IDEA, metric="luck"), NOW)
