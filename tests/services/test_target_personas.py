"""Personas: written, changed, copied, thrown away, and never two main ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.services import copy_tests, target_actual, target_evidence, target_personas
from core.services.copy_tests import Draft
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.target_personas import LONGEST_SENTENCE, Persona, Proof, ProofKind
from core.store.notes import NoteChanged
from core.terms import Gender
from core.terms.copy_tests import Design, Response, Version
from tests import shops
from tests.services.target_shops import people, tell
from tests.shops import Line

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
WHOLE = Persona(
    "늦은 퇴근", "우리 고객은 퇴근이 늦은 1인 가구예요.", ("20", "30"), "female", "사무직", "향",
    "피곤해요", "쉬운 소품", "사진을 봐요", "짧게", ("쉬고 싶어요",),
)  # fmt: skip


def add(shop, one=WHOLE):
    return target_personas.add(shop, one, NOW)


def test_a_persona_is_kept_as_it_was_written(shop):
    kept = add(shop)
    assert target_personas.listed(shop) == [kept]
    assert replace(kept, id=None, is_main=False) == WHOLE
    assert kept.is_complete


@pytest.mark.parametrize("name", target_personas.REQUIRED)
def test_what_is_missing_keeps_it_from_being_complete(shop, name):
    empty = () if isinstance(getattr(WHOLE, name), tuple) else ""
    kept = add(shop, replace(WHOLE, **{name: empty}))
    assert kept.missing == (name,)
    assert not kept.is_complete


def test_a_need_of_blanks_is_none(shop):
    assert add(shop, replace(WHOLE, needs=(" ", ""))).missing == ("needs",)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": " "}, NoteProblem.NOTHING_SAID),
        ({"name": "n" * 41}, NoteProblem.TOO_LONG),
        ({"sentence": "s" * (LONGEST_SENTENCE + 1)}, NoteProblem.TOO_LONG),
        ({"job": "j" * 201}, NoteProblem.TOO_LONG),
        ({"needs": ("n" * 201,)}, NoteProblem.TOO_LONG),
        ({"needs": tuple(map(str, range(11)))}, NoteProblem.TOO_LONG),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(shop, change, problem):
    with pytest.raises(NoteRefused) as refused:
        add(shop, replace(WHOLE, **change))
    assert refused.value.problem is problem
    assert target_personas.listed(shop) == []


def test_a_sentence_of_sixty_is_kept(shop):
    add(shop, replace(WHOLE, sentence="가" * LONGEST_SENTENCE))
    assert target_personas.sentence(shop) == "가" * LONGEST_SENTENCE


def test_names_are_unique(shop):
    add(shop)
    with pytest.raises(NoteRefused) as refused:
        add(shop)
    assert refused.value.problem is NoteProblem.NAME_TAKEN


def test_the_sentence_alone_begins_the_first_persona(shop):
    assert target_personas.sentence(shop) == ""
    with pytest.raises(NoteRefused):
        target_personas.say(shop, " ", "우리 손님", NOW, None)
    target_personas.say(shop, "우리 고객은 바쁜 사람이에요.", "우리 손님", NOW, None)
    main = target_personas.main(shop)
    assert (main.name, main.sentence) == ("우리 손님", "우리 고객은 바쁜 사람이에요.")
    target_personas.say(shop, "우리 고객은 느긋한 사람이에요.", "우리 손님", NOW, main)
    assert target_personas.sentence(shop) == "우리 고객은 느긋한 사람이에요."
    with pytest.raises(NoteChanged):
        target_personas.say(shop, "다른 창의 문장", "우리 손님", NOW, main)


def test_a_change_is_taken_back_and_two_windows_do_not_overwrite_each_other(shop):
    kept = add(shop)
    target_personas.edit(shop, replace(kept, job="교사"), NOW)
    with pytest.raises(NoteChanged):
        target_personas.edit(shop, replace(kept, job="의사"), NOW)
    changed = target_personas.listed(shop)[0]
    assert (changed.job, changed.undoable) == ("교사", 1)
    target_personas.undo(shop, changed.id, NOW, changed.version)
    assert target_personas.listed(shop)[0].job == "사무직"


def test_one_thrown_away_comes_back(shop):
    kept = add(shop)
    target_personas.delete(shop, kept.id, NOW, kept.version)
    assert target_personas.listed(shop) == []
    gone = target_personas.deleted(shop)[0]
    target_personas.undo(shop, gone.id, NOW, gone.version)
    assert [one.name for one in target_personas.listed(shop)] == [kept.name]


def test_a_copy_has_a_name_of_its_own_and_is_not_the_main_one(shop):
    kept = add(shop)
    first = target_personas.copy(shop, kept, "사본", NOW)
    second = target_personas.copy(shop, kept, "사본", NOW)
    assert (first.name, second.name) == ("사본", "사본 2")
    assert (second.job, second.is_main) == (kept.job, False)
    assert len(target_personas.copy(shop, kept, "가" * 60, NOW).name) == 40


def mains(shop):
    return [one.name for one in target_personas.listed(shop) if one.is_main]


def test_there_is_one_main_persona_whatever_is_done(shop):
    first = add(shop)
    second = add(shop, replace(WHOLE, name="둘"))
    assert mains(shop) == [first.name]
    target_personas.make_main(shop, second.id, NOW, second.version)
    assert mains(shop) == ["둘"]
    assert [one.name for one in target_personas.listed(shop)] == ["둘", first.name]
    # The first one goes back to what it was: the main one.
    now = next(one for one in target_personas.listed(shop) if one.id == first.id)
    target_personas.undo(shop, now.id, NOW, now.version)
    assert mains(shop) == [first.name]
    target_personas.delete(shop, first.id, NOW)
    assert mains(shop) == ["둘"]


def test_evidence_is_orders_of_products_and_copy_tests(shop):
    shops.take(shop, [Line(date(2026, 11, 20), f"b{n}", product="mug") for n in range(3)])
    draft = Draft(
        "광고 첫 문장", Design.AD_PLATFORM, Response.CLICKS,
        (Version("A", "하나"), Version("B", "둘")), persona=WHOLE.name,
    )  # fmt: skip
    test = copy_tests.add(shop, draft, NOW)
    number = next(iter(target_evidence.read(shop, date(2026, 11, 23)).products))
    proofs = (Proof(ProofKind.PRODUCT, number), Proof(ProofKind.TEST, test.id))
    assert add(shop, replace(WHOLE, evidence=proofs)).evidence == proofs
    shown = target_evidence.read(shop, date(2026, 11, 23))
    assert shown.orders == {number: 3}
    assert shown.tests == {test.id: "광고 첫 문장"}
    assert shown.tests_of == {WHOLE.name: ((test.id, "광고 첫 문장"),)}


def test_statistics_tell_how_many_are_of_that_age_and_gender(shop):
    days = (date(2026, 11, 1), date(2026, 11, 30))
    rows = people({"20대": 30, "40대": 50}, *days, gender=Gender.FEMALE)
    rows += people({"30대": 20}, *days, gender=Gender.MALE, product="bowl")
    tell(shop, rows)
    actuals = target_actual.read(shop)
    assert target_evidence.share(WHOLE, actuals) == (0.3, 100)
    assert target_evidence.share(replace(WHOLE, gender="any"), actuals) == (0.5, 100)
    anybody = replace(WHOLE, gender="any", age=("any",))
    assert target_evidence.share(anybody, actuals) is None
    assert target_evidence.share(replace(WHOLE, gender=""), actuals) is None
