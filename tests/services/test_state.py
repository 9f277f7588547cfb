"""Where things lie and how they stand is told, and what is unknown stays unknown."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.services import backup
from core.services.state import state
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path):
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def test_a_new_shop_holds_nothing(shop, tmp_path):
    found = state(shop)

    assert found.store == tmp_path / "store.db"
    assert found.key == tmp_path / "store.key"
    assert (found.files, found.period, found.last_backup, found.sample) == (0, None, None, False)
    assert found.store_bytes
    assert found.free_bytes


def test_files_days_and_backups_are_told(shop):
    shops.take(shop, [Line(date(2026, 11, 1), "a"), Line(date(2026, 11, 5), "b")])
    made = backup.make(shop, NOW)

    found = state(shop)

    assert found.files == 1
    assert found.period.first == date(2026, 11, 1)
    assert found.last_backup == NOW
    assert found.backups_bytes == made.size


def test_a_disk_that_does_not_tell_stays_unknown(shop, monkeypatch):
    def silent(_path: object) -> None:
        raise OSError

    monkeypatch.setattr(shutil, "disk_usage", silent)

    assert state(shop).free_bytes is None
