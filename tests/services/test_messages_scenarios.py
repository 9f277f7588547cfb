"""Scenarios, their texts and the templates they begin with are kept and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text as sql

from core.analysis.customer_states import State
from core.analysis.message_law import Sending
from core.services import (
    messages_people,
    messages_scenarios,
    messages_sends,
    messages_templates,
    messages_texts,
    messages_wordings,
)
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.messages_people import Somebody
from core.services.messages_scenarios import NoteChanged, NoteGone, Scenario
from core.services.messages_sends import Send
from core.services.messages_texts import Ready, Version
from core.services.messages_wordings import Wording
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage, ScenarioStage
from tests.customer_shops import SORA, Sold, take

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
ASK = Scenario(ScenarioStage.AFTER, " 3일  안부 ", MessageChannel.ALIMTALK, wait_days=3, hour=11)
SAID = Wording(0, MessageKind.INFORMATION, "{이름?고객} 님, 잘 쓰고 계신가요?")


def test_a_stage_is_empty_until_something_is_said_at_it(shop):
    assert [step.stage for step in messages_scenarios.way(shop)] == list(ScenarioStage)
    assert all(step.is_empty for step in messages_scenarios.way(shop))

    one = messages_scenarios.add(shop, ASK, NOW)
    assert one.name == "3일 안부"
    assert _step(shop).is_empty

    text = messages_wordings.add(shop, replace(SAID, scenario=one.id), NOW)
    assert not _step(shop).is_empty
    assert _step(shop).scenarios == ((one, (text,)),)

    messages_scenarios.switch(shop, one, is_on=False, now=NOW)
    assert _step(shop).is_empty
    messages_scenarios.undo(shop, one.id)
    assert _step(shop).speaking == 1


def _step(shop, stage=ScenarioStage.AFTER):
    return next(step for step in messages_scenarios.way(shop) if step.stage is stage)


def test_a_scenario_is_changed_thrown_away_and_brought_back(shop):
    one = messages_scenarios.add(shop, ASK, NOW)
    messages_scenarios.change(shop, replace(one, name="일주일 안부", wait_days=7, persona=3), NOW)
    with pytest.raises(NoteChanged):
        messages_scenarios.change(shop, replace(one, name="낡은 창"), NOW)
    changed = messages_scenarios.find(shop, one.id)
    assert (changed.name, changed.wait_days, changed.persona) == ("일주일 안부", 7, 3)
    assert changed.undoable == 1

    messages_scenarios.delete(shop, changed, NOW)
    assert messages_scenarios.listed(shop) == []
    assert [it.name for it in messages_scenarios.listed(shop, deleted=True)] == ["일주일 안부"]
    with pytest.raises(NoteGone):
        messages_scenarios.find(shop, one.id)
    messages_scenarios.undo(shop, one.id)
    messages_scenarios.undo(shop, one.id)
    assert messages_scenarios.find(shop, one.id).name == "3일 안부"


def test_scenarios_move_within_their_stage(shop):
    names = [
        messages_scenarios.add(shop, replace(ASK, name=name), NOW) for name in ("가", "나", "다")
    ]
    other = messages_scenarios.add(shop, replace(ASK, stage=ScenarioStage.AWAY, name="라"), NOW)

    def order():
        return "".join(one.name for one in messages_scenarios.listed(shop))

    assert order() == "가나다라"
    messages_scenarios.move(shop, names[2].id, -1, NOW)
    assert order() == "가다나라"
    messages_scenarios.move(shop, names[0].id, 1, NOW)
    assert order() == "다가나라"
    for end in (names[2].id, other.id):
        messages_scenarios.move(shop, end, -1 if end == names[2].id else 1, NOW)
    assert order() == "다가나라"
    with pytest.raises(NoteGone):
        messages_scenarios.move(shop, 99, 1, NOW)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"name": " "}, NoteProblem.NOTHING_SAID),
        ({"name": "x" * 121}, NoteProblem.TOO_LONG),
        ({"note": "x" * 2001}, NoteProblem.TOO_LONG),
        ({"wait_days": -1}, NoteProblem.NUMBER),
        ({"wait_days": 731}, NoteProblem.NUMBER),
        ({"hour": 24}, NoteProblem.NUMBER),
    ],
)
def test_an_impossible_scenario_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        messages_scenarios.add(local, replace(ASK, **wrong), NOW)

    assert caught.value.problem is problem
    assert messages_scenarios.listed(local) == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": " \n"}, NoteProblem.NOTHING_SAID),
        ({"text": "가" * 4001}, NoteProblem.TOO_LONG),
        ({"title": "가" * 201}, NoteProblem.TOO_LONG),
        ({"name": "가" * 61}, NoteProblem.TOO_LONG),
        ({"text": "{전화번호} 님"}, NoteProblem.PLACES),
        ({"block": "{이름"}, NoteProblem.PLACES),
        ({"title": "이름}"}, NoteProblem.PLACES),
    ],
)
def test_a_text_that_could_never_leave_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        messages_wordings.add(local, replace(SAID, **wrong), NOW)

    assert caught.value.problem is problem
    assert messages_wordings.listed(local) == []


def test_a_text_is_changed_thrown_away_and_brought_back(shop):
    one = messages_wordings.add(shop, replace(SAID, scenario=1), NOW)
    messages_wordings.change(shop, replace(one, text="새 글이에요.", title=" 새  제목 "), NOW)
    changed = messages_wordings.listed(shop)[0]
    assert (changed.text, changed.title, changed.undoable) == ("새 글이에요.", "새 제목", 1)

    messages_wordings.delete(shop, changed, NOW)
    assert messages_wordings.listed(shop) == []
    assert [it.id for it in messages_wordings.listed(shop, deleted=True)] == [one.id]
    messages_wordings.undo(shop, one.id)
    messages_wordings.undo(shop, one.id)
    assert messages_wordings.listed(shop)[0].text == SAID.text


def test_texts_of_one_scenario_are_versions(shop):
    some = [messages_wordings.add(shop, replace(SAID, text=text), NOW) for text in ("가", "나")]

    assert [(it.letter, it.number, it.text) for it in messages_wordings.versions(some)] == [
        ("A", some[0].id, "가"), ("B", some[1].id, "나"),
    ]  # fmt: skip


def test_a_scenario_for_everybody_speaks_to_each_persona():
    mine, others, all_of_them = (replace(ASK, persona=it) for it in (1, 2, None))
    some = [mine, others, all_of_them]

    assert messages_scenarios.fitting(some, 1) == [mine, all_of_them]
    assert messages_scenarios.fitting(some, None) == some


def test_there_are_twelve_templates_and_every_stage_has_one():
    assert len(messages_templates.listed()) == 12
    assert all(messages_templates.of_stage(stage) for stage in ScenarioStage)


@pytest.mark.parametrize("state", State)
def test_every_state_of_customers_has_a_message(state):
    assert messages_templates.of_state(state)


VALUES = {
    "이름": "김하나", "상품명": "머그컵", "구매일": "11.02", "며칠째": "45", "가게": "온담",
    "혜택": "새 색을 먼저 고르세요.", "기한": "3월 31일", "번호": "080-123-4567",
    "발송예정일": "11.27", "택배사": "우체국", "송장번호": "1234",
    "팁": "미지근한 물로 씻어 주세요.", "함께산상품": "접시", "구매횟수": "3",
}  # fmt: skip


@pytest.mark.parametrize("one", messages_templates.listed(), ids=lambda one: one.code)
def test_a_template_may_leave_as_it_is(one):
    """Whole, lawful and short enough, with all values and with those a shop surely has."""
    how = Sending(
        "온담", one.channel, one.wording.kind, VALUES["번호"],
        at=datetime(2026, 3, 2, (one.hour or 10) - 9, tzinfo=UTC),
    )  # fmt: skip
    version = messages_wordings.versions([one.wording])[0]
    sure = {name: VALUES[name] for name in ("상품명", "가게", "번호", "구매횟수", "며칠째")}
    found = messages_texts.ready(version, [VALUES, sure], how)

    assert isinstance(found, Ready), found
    assert found.texts[0].missing == ()


def test_a_template_is_taken_over_in_one_click(shop):
    one = messages_templates.listed()[-1]
    kept = messages_templates.adopt(shop, one, "다시 만나요", NOW, group=4)
    [(scenario, (text,))] = _step(shop, ScenarioStage.AWAY).scenarios

    assert scenario == kept
    assert (kept.name, kept.wait_days, kept.hour, kept.group) == ("다시 만나요", 45, 19, 4)
    assert replace(text, id=None, scenario=0) == one.wording


def test_what_is_not_known_of_somebody_is_empty():
    day = date(2026, 11, 2)
    known = messages_people.values(
        Somebody("k", "김*나", "머그컵", day, 2), date(2026, 11, 25), "온담", {"until": "3월"}
    )
    nobody = messages_people.values(Somebody("k", "", "", None, 1), date(2026, 11, 25), "")

    assert known == {
        "name": "김*나", "product": "머그컵", "bought_on": "11.02", "days": "23", "times": "2",
        "shop": "온담", "until": "3월",
    }  # fmt: skip
    assert (nobody["name"], nobody["days"], nobody["bought_on"]) == ("", "", "")


def test_who_bought_last_is_shown(shop):
    assert messages_people.newest(shop) == []
    assert messages_people.shop_name(shop) == ""

    take(
        shop,
        [
            Sold("1", date(2026, 11, 2)), Sold("2", date(2026, 11, 20)),
            Sold("3", date(2026, 11, 18), SORA, "접시", name="이*라"),
        ],
    )  # fmt: skip
    people = messages_people.newest(shop, 2)

    assert [(one.product, one.bought_on, one.times) for one in people] == [
        ("머그컵", date(2026, 11, 20), 2), ("접시", date(2026, 11, 18), 1),
    ]  # fmt: skip
    assert all(one.key and "*" in one.name for one in people)


def test_what_the_law_asks_of_an_advertisement_is_put_in_once():
    bare = replace(SAID, title="새 소식", block="봄이에요.", text="{이름?고객} 님, 쿠폰을 드려요.")
    once = messages_wordings.marked(bare, MessageChannel.LMS)
    how = Sending("온담", MessageChannel.LMS, MessageKind.ADVERTISING, "080-123-4567", "02-1")
    version = messages_wordings.versions([once])[0]

    assert once.block == "(광고) {가게}\n봄이에요."
    assert once.text == "{이름?고객} 님, 쿠폰을 드려요.\n무료수신거부 {번호}"
    assert once.title == "(광고) 새 소식"
    assert messages_wordings.marked(once, MessageChannel.LMS) == once
    assert isinstance(messages_texts.ready(version, [VALUES], how), Ready)


def test_a_text_without_a_title_gets_none():
    made = messages_wordings.marked(replace(SAID, text="쿠폰을 드려요."), MessageChannel.BRAND)

    assert not made.title
    assert made.text.endswith("무료수신거부 {번호?홈 > 채널 차단}")


def test_a_text_has_a_language_that_is_korean_unless_another_is_said(shop):
    one = messages_scenarios.add(shop, ASK, NOW)
    text = messages_wordings.add(shop, replace(SAID, scenario=one.id), NOW)
    assert text.language is MessageLanguage.KOREAN
    english = replace(text, text="How is it?", language=MessageLanguage.ENGLISH)
    messages_wordings.change(shop, english, NOW)
    (kept,) = messages_wordings.listed(shop)
    assert kept.language is MessageLanguage.ENGLISH
    (version,) = messages_wordings.versions([kept])
    send = messages_sends.add(
        shop, Send("x", MessageChannel.LMS, MessageKind.INFORMATION, versions=(version,)), NOW
    )
    assert messages_sends.find(shop, send.number).versions == (version,)
    messages_wordings.undo(shop, text.id)
    (back,) = messages_wordings.listed(shop)
    assert (back.language, back.text) == (MessageLanguage.KOREAN, SAID.text)


def test_sendings_from_before_texts_had_a_language_are_korean(shop):
    send = messages_sends.add(
        shop, Send("x", MessageChannel.LMS, MessageKind.INFORMATION, versions=(Version("A"),)), NOW
    )
    old = '[{"letter": "A", "number": 3, "title": "", "block": "", "text": "안녕하세요"}]'
    with shop.store.write() as session:
        session.execute(sql("UPDATE message_send SET texts = :old"), {"old": old})
    (version,) = messages_sends.find(shop, send.number).versions
    assert (version.text, version.language) == ("안녕하세요", MessageLanguage.KOREAN)


def test_the_law_and_the_length_are_the_same_in_every_language():
    how = Sending("가게", MessageChannel.SMS, MessageKind.ADVERTISING, "080-1", "02-1")
    for language in MessageLanguage:
        version = Version("A", text="10% off today", language=language)
        said = messages_texts.filled(version, {})
        plain = messages_texts.filled(replace(version, language=MessageLanguage.KOREAN), {})
        assert messages_texts.faults(version, said, how) == messages_texts.faults(
            version, plain, how
        )
        assert messages_texts.faults(version, said, how)
