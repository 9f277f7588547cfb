"""Settings and backups have their sentences, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.i18n import LANGUAGES, speaking
from core.services.backup import BackupEntry, BackupKind, BackupProblem, BackupReason, Totals
from core.services.settings import SettingsConflict, SettingsProblem, ShopSettings
from core.services.state import State
from core.terms import Period
from core.wording import settings
from tests.wording.copy_rules import faults_on_screen

NOW = datetime(2026, 11, 22, 4, 5, tzinfo=UTC)
TOTALS = Totals(3, 1_234, 567, 1, date(2026, 1, 1), date(2026, 11, 22))
ENTRY = BackupEntry(
    Path("dangol_1.zip"), NOW - timedelta(hours=3), 3_565_158, BackupKind.ORDERED, TOTALS
)
STATE = State(
    folder=Path("data"), store=Path("data/store.db"), key=Path("data/store.key"),
    backups=Path("data/backups"), files=2, period=Period(date(2026, 1, 1), date(2026, 11, 22)),
    last_backup=NOW, sample=False, store_bytes=5_000_000, backups_bytes=0, free_bytes=10**9,
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def language(request):
    with speaking(request.param):
        yield request.param


def check(text: str, language: str) -> None:
    assert text
    assert "{" not in text
    if language == "ko":
        assert faults_on_screen(text) == []


@pytest.mark.parametrize("problem", SettingsProblem)
def test_every_setting_that_is_not_kept_is_explained(language, problem):
    check(settings.problem(problem), language)


def test_a_conflict_has_the_agreed_words():
    assert settings.conflict(SettingsConflict(ShopSettings())).text == (
        "다른 창에서 먼저 바꿨어요. 바뀐 내용을 보고 다시 저장해 주세요."
    )


@pytest.mark.parametrize("reason", BackupReason)
def test_every_problem_with_a_backup_is_explained(language, reason):
    message = settings.backup_problem(BackupProblem(reason))

    check(message.text, language)
    assert message.remedy


@pytest.mark.parametrize("kind", BackupKind)
def test_every_backup_is_named(language, kind):
    check(settings.backup_name(replace(ENTRY, kind=kind), NOW), language)


def test_a_backup_is_named_by_its_moment_age_kind_and_size():
    assert settings.backup_name(ENTRY, NOW) == (
        "2026.11.22(일) 10:05 · 3시간 전 · 직접 만든 백업 · 3.4 MB"
    )


def test_a_damaged_backup_is_called_damaged():
    assert settings.backup_kind(replace(ENTRY, totals=None)) == "손상됨"


def test_what_a_backup_holds_is_told():
    assert settings.holds(TOTALS) == "파일 3개 · 주문 1,234건 · 고객 567명"
    more = replace(TOTALS, facts=89)
    assert settings.holds(more) == "파일 3개 · 주문 1,234건 · 고객 567명 · 다른 자료 89줄"
    assert settings.holds(None) == "–"


def test_what_was_done_is_told(language):
    check(settings.made(ENTRY).text, language)
    check(settings.restored().text, language)


def test_what_is_kept_of_a_buyer_and_what_is_not_is_told(language):
    for line in [*settings.kept(), *settings.dropped()]:
        check(line, language)


@pytest.mark.parametrize("state", [STATE, replace(STATE, store=None, store_bytes=None)])
def test_places_are_told(language, state):
    places = settings.places(state)

    assert len(places) == 3
    for name, place, size in places:
        check(name, language)
        assert place
        assert size


def test_the_condition_says_what_is_unknown(language):
    told = settings.condition(replace(STATE, last_backup=None, free_bytes=None, period=None), NOW)

    assert told[1][1] == "–"
    assert told[3][1] == "–"
    for name, _value in settings.condition(STATE, NOW):
        check(name, language)


def test_languages_are_called_as_their_speakers_call_them():
    assert [settings.language_name(one) for one in LANGUAGES] == ["한국어", "English"]
