"""Backups hold everything, come back whole, and refuse what is not theirs."""

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.services import archive, backup, customers_identity, importing
from core.services import settings as shop_settings
from core.services.backup import BackupKind, BackupProblem, BackupReason
from core.services.opening import (
    KEY_FILE,
    STORE_FILE,
    KeyUnusable,
    OpenShop,
    open_books,
    open_shop,
    sqlite_url,
)
from core.services.receipts import Source
from core.store import StoreDamaged, StoreForeign, StoreNewer, StoreUnavailable, Trouble
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)
KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from core.services import backup
from core.services.opening import open_shop

setattr(backup, sys.argv[3], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
shop = open_shop(Path(sys.argv[1]))
backup.restore(shop, Path(sys.argv[2]), datetime(2026, 11, 23, tzinfo=UTC))
"""


@pytest.fixture
def shop(tmp_path: Path):
    opened = shops.opened(tmp_path / "data")
    shops.take(opened, [Line(DAY, "b1"), Line(DAY, "b2", 20_000)])
    yield opened
    opened.close()


def lines(shop: OpenShop) -> int:
    return archive.totals(shop.store.path or Path()).lines


def rewritten(path: Path, **changed: bytes) -> Path:
    """A copy of a backup in which some members are different."""
    copy = path.with_name("dangol_changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.replace(".", "_"), old.read(name)))
    return copy


def about_of(path: Path) -> dict:
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read(archive.ABOUT))


def reason_of(path: Path) -> BackupReason:
    with pytest.raises(BackupProblem) as problem:
        backup.check(path)
    return problem.value.reason


def test_a_backup_is_one_file_named_by_its_moment_in_seoul(shop):
    made = backup.make(shop, NOW)

    assert made.path == shop.folder / "backups" / "dangol_20261123_120405.zip"
    assert made.made_at == NOW
    assert made.totals == backup.Totals(1, 2, 2, 30_000, DAY, DAY)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_can_be_read_by_its_owner_only(shop):
    assert backup.make(shop, NOW).path.stat().st_mode & 0o077 == 0


def test_two_backups_in_one_second_do_not_overwrite_each_other(shop):
    first, second = backup.make(shop, NOW), backup.make(shop, NOW)

    assert first.path != second.path
    assert len(backup.entries(shop)) == 2


def test_a_backup_that_was_made_can_be_restored_as_it_says(shop):
    made = backup.make(shop, NOW)

    assert backup.check(made.path) == made.totals


def test_a_restored_shop_has_the_figures_of_the_backup(shop):
    made = backup.make(shop, NOW)
    before = list(sqlite3.connect(shop.store.path).iterdump())
    shops.take(shop, [Line(DAY, "b9", 99)], name="later.xlsx", first_line=50)

    backup.restore(shop, made.path, NOW)

    after = list(sqlite3.connect(shop.store.path).iterdump())
    assert [line for line in after if '"revision"' not in line] == [
        line for line in before if '"revision"' not in line
    ]


def test_what_was_there_before_a_restore_is_backed_up_first(shop):
    made = backup.make(shop, NOW)
    shops.take(shop, [Line(DAY, "b9", 99)], name="later.xlsx", first_line=50)

    backup.restore(shop, made.path, NOW + timedelta(minutes=1))
    safety = backup.entries(shop)[0]
    backup.restore(shop, safety.path, NOW + timedelta(minutes=2))

    assert safety.kind is BackupKind.BEFORE_RESTORE
    assert lines(shop) == 3


def test_a_restore_is_noticed_by_caches(shop):
    made = backup.make(shop, NOW)
    before = shop.revision()

    backup.restore(shop, made.path, NOW)

    assert shop.revision() != before


def test_what_was_read_before_a_restore_is_read_again_after_it(shop):
    one, other, third = (f"{name:0>32}" for name in ("b1", "b2", "b3"))
    shops.take(shop, [Line(DAY, "b3")], name="more.xlsx", first_line=9)
    made = backup.make(shop, NOW + timedelta(minutes=1)).path
    customers_identity.merge(shop, one, other, NOW + timedelta(minutes=2))
    files, shop.kept["read"] = shop.files(), "who was one then"
    restored = backup.restore(shop, made, NOW + timedelta(minutes=3))
    assert restored.kept == {}
    # The same numbers again, and others who are one.
    customers_identity.merge(restored, one, third, NOW + timedelta(minutes=4))
    assert shop.files() != files


def test_the_key_travels_with_the_backup(shop, tmp_path):
    made = backup.make(shop, NOW)
    other = open_shop(tmp_path / "other")

    restored = backup.restore(other, made.path, NOW)

    assert restored.key == shop.key
    assert (other.folder / KEY_FILE).read_text() == shop.key.hex()
    assert lines(restored) == 2
    other.close()


def test_a_shop_that_is_open_elsewhere_sees_the_restored_figures(shop):
    made = backup.make(shop, NOW)
    elsewhere = open_shop(shop.folder)
    shops.take(elsewhere, [Line(DAY, "b9")], name="later.xlsx", first_line=50)

    backup.restore(shop, made.path, NOW)

    with elsewhere.store.read() as session:
        assert (
            session.connection().exec_driver_sql("SELECT count(*) FROM order_line").scalar_one()
            == 2
        )
    shops.take(elsewhere, [Line(DAY, "b9")], name="more.xlsx", first_line=70)
    assert lines(shop) == 3
    elsewhere.close()


def test_a_restore_waits_for_a_writer_and_then_gives_up_without_a_trace(shop, monkeypatch):
    monkeypatch.setattr(backup, "PATIENCE", 0.1)
    made = backup.make(shop, NOW)
    shops.take(shop, [Line(DAY, "b9")], name="later.xlsx", first_line=50)
    holder = sqlite3.connect(shop.store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable) as problem:
        backup.restore(shop, made.path, NOW)

    holder.rollback()
    holder.close()
    assert problem.value.trouble is Trouble.BUSY
    assert lines(shop) == 3
    assert (shop.folder / KEY_FILE).read_text() == shop.key.hex()


def test_a_backup_during_writes_never_holds_half_a_file(shop):
    stop = threading.Event()

    def write() -> None:
        number = 1
        while not stop.is_set():
            batch = [Line(DAY, f"b{number}{i}") for i in range(50)]
            shops.take(shop, batch, name=f"{number}.xlsx", first_line=number * 100)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    made = [backup.make(shop, NOW + timedelta(seconds=number)) for number in range(5)]
    stop.set()
    writer.join()

    assert all((entry.totals.lines - 2) % 50 == 0 for entry in made)
    assert all(backup.check(entry.path) == entry.totals for entry in made)


def test_what_a_killed_program_left_is_swept_away_a_day_later(shop):
    left = shop.folder / "backups" / ".0123456789ab"
    left.mkdir(parents=True)
    (left / "store.db").write_bytes(b"half")
    made_at = datetime.fromtimestamp(left.stat().st_mtime, UTC)

    backup.make(shop, made_at + timedelta(hours=1))
    still_there = left.exists()
    backup.make(shop, made_at + timedelta(hours=25))

    assert still_there
    assert not left.exists()


def test_ten_backups_of_each_kind_are_kept(shop):
    for number in range(12):
        backup.make(shop, NOW + timedelta(seconds=number))
    backup.restore(shop, backup.entries(shop)[0].path, NOW + timedelta(hours=1))

    kinds = [entry.kind for entry in backup.entries(shop)]
    assert kinds.count(BackupKind.ORDERED) == 10
    assert kinds.count(BackupKind.BEFORE_RESTORE) == 1
    assert backup.entries(shop)[1].made_at == NOW + timedelta(seconds=11)


def test_copies_from_before_a_migration_are_listed_and_can_be_restored(shop):
    copy = shop.folder / "store.before-0000.db"
    with sqlite3.connect(shop.store.path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    shops.take(shop, [Line(DAY, "b9")], name="later.xlsx", first_line=50)

    [entry] = backup.entries(shop)
    restored = backup.restore(shop, entry.path, NOW)

    assert entry.kind is BackupKind.BEFORE_MIGRATION
    assert entry.is_sound
    assert restored.key == shop.key
    assert lines(shop) == 2


def test_a_file_that_is_no_zip_is_not_a_backup(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("a,b")

    assert reason_of(path) is BackupReason.NOT_A_BACKUP


def test_a_zip_of_something_else_is_not_a_backup(tmp_path):
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"x")

    assert reason_of(path) is BackupReason.NOT_A_BACKUP


@pytest.mark.parametrize("name", ["nothing.zip", "nothing.db", "."])
def test_a_file_that_is_not_there_is_missing(tmp_path, name):
    assert reason_of(tmp_path / name) is BackupReason.MISSING


def test_an_empty_store_file_is_not_a_backup(tmp_path):
    (tmp_path / "empty.db").touch()

    assert reason_of(tmp_path / "empty.db") is BackupReason.NOT_A_BACKUP


def test_a_truncated_backup_is_damaged(shop):
    made = backup.make(shop, NOW)
    made.path.write_bytes(made.path.read_bytes()[:-200])

    assert reason_of(made.path) is BackupReason.DAMAGED
    [entry] = backup.entries(shop)
    assert not entry.is_sound


def test_a_backup_with_a_flipped_byte_is_damaged_and_changes_nothing(shop):
    made = backup.make(shop, NOW)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    made.path.write_bytes(content)

    with pytest.raises(BackupProblem) as problem:
        backup.restore(shop, made.path, NOW)

    assert problem.value.reason is BackupReason.DAMAGED
    assert lines(shop) == 2
    assert len(backup.entries(shop)) == 1


def test_a_store_that_was_exchanged_in_the_backup_is_damage(shop):
    made = backup.make(shop, NOW)

    assert reason_of(rewritten(made.path, store_db=b"SQLite?")) is BackupReason.DAMAGED


def test_totals_that_do_not_come_out_are_damage(shop):
    made = backup.make(shop, NOW)
    said = about_of(made.path)
    said["totals"]["won"] += 1

    changed = rewritten(made.path, about_json=json.dumps(said).encode())

    assert reason_of(changed) is BackupReason.DAMAGED


@pytest.mark.parametrize("key", [b"zz", b"00ff"])
def test_a_broken_key_is_damage(shop, key):
    made = backup.make(shop, NOW)

    assert reason_of(rewritten(made.path, store_key=key)) is BackupReason.DAMAGED


def test_a_backup_of_a_newer_layout_is_refused(shop):
    made = backup.make(shop, NOW)
    said = about_of(made.path)
    said["version"] = archive.VERSION + 1

    changed = rewritten(made.path, about_json=json.dumps(said).encode())

    assert reason_of(changed) is BackupReason.NEWER


@pytest.mark.parametrize("text", [b"{}", b"[]", b"not json", b" " * (archive.LARGEST_ABOUT + 1)])
def test_a_backup_that_does_not_say_what_it_holds_is_none(shop, text):
    made = backup.make(shop, NOW)

    assert reason_of(rewritten(made.path, about_json=text)) is BackupReason.NOT_A_BACKUP


def test_a_store_from_a_newer_program_is_refused(shop, tmp_path):
    newer = tmp_path / "newer.db"
    with sqlite3.connect(shop.store.path) as source, sqlite3.connect(newer) as target:
        source.backup(target)
        target.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreNewer):
        backup.restore(shop, newer, NOW)
    assert lines(shop) == 2


def test_a_foreign_database_is_refused(shop, tmp_path):
    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as database:
        database.execute("CREATE TABLE t (a)")

    with pytest.raises(StoreForeign):
        backup.restore(shop, foreign, NOW)


def test_the_made_up_shop_has_no_backups(tmp_path):
    made_up = open_books(
        tmp_path, sqlite_url(tmp_path / "sample.db"), tmp_path / "sample.key", is_sample=True
    )

    with pytest.raises(BackupProblem) as problem:
        backup.make(made_up, NOW)
    made_up.close()
    assert problem.value.reason is BackupReason.SAMPLE


def test_backups_on_a_server_are_its_business(shop):
    class Server:
        path = None

    with pytest.raises(BackupProblem) as problem:
        backup.make(replace(shop, store=Server()), NOW)
    assert problem.value.reason is BackupReason.ON_SERVER


def test_a_backup_that_may_not_be_read_is_told(shop, monkeypatch):
    made = backup.make(shop, NOW)

    def closed(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(archive.zipfile, "ZipFile", closed)

    with pytest.raises(StoreUnavailable) as problem:
        backup.check(made.path)
    assert problem.value.trouble is Trouble.READ_ONLY


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("point", "left"),
    [("_prepared", 201), ("_count_ahead", 201), ("_put_key", 201), ("_pour", 201),
     ("_impatient", 200)],
)  # fmt: skip
def test_a_restore_that_is_killed_leaves_the_shop_as_it_was_or_restored(tmp_path, point, left):
    shop = shops.opened(tmp_path / "data")
    shops.take(shop, [Line(DAY, f"b{number}") for number in range(200)])
    made = backup.make(shop, NOW)
    shops.take(shop, [Line(DAY, "b999")], name="later.xlsx", first_line=500)
    shop.close()

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(shop.folder), str(made.path), point],
        cwd=Path(__file__).parents[2],
        check=False,
    )

    assert done.returncode == -signal.SIGKILL
    again = open_shop(shop.folder)
    assert lines(again) == left
    assert again.key == shop.key
    restored = backup.restore(again, made.path, NOW)
    assert lines(restored) == 200
    again.close()


def test_a_full_disk_leaves_no_half_backup(shop, monkeypatch):
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)

    with pytest.raises(StoreUnavailable) as problem:
        backup.make(shop, NOW)
    assert problem.value.trouble is Trouble.FULL
    assert list((shop.folder / "backups").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(shop):
    (shop.folder / "backups").write_text("in the way")

    with pytest.raises(StoreUnavailable):
        backup.make(shop, NOW)


def test_a_damaged_shop_is_revived_and_its_files_are_set_aside(shop):
    made = backup.make(shop, NOW)
    shop.close()
    (shop.folder / STORE_FILE).write_bytes(b"SQLite format 3\x00" + b"?" * 5000)
    (shop.folder / KEY_FILE).write_text("not a key")
    with pytest.raises((StoreDamaged, StoreForeign, KeyUnusable)):
        open_shop(shop.folder)

    revived = backup.revive(shop.folder, made.path, NOW)

    assert lines(revived) == 2
    assert revived.key == shop.key
    assert len(list(shop.folder.glob("set-aside-*"))) == 2
    revived.close()


def test_settings_are_part_of_a_backup(shop):
    shop_settings.save(shop, shop_settings.ShopSettings("달빛공방", "그릇", 35, "ko"))
    made = backup.make(shop, NOW)
    shop_settings.save(shop, shop_settings.ShopSettings())

    restored = backup.restore(shop, made.path, NOW)

    assert shop_settings.read(restored).name == "달빛공방"


def test_a_backup_counts_what_is_no_order_too(shop):
    statistics = "날짜,검색어,방문수,상품결제건수\n2026-11-01,컵,3,1\n2026-11-02,컵,4,0\n"
    importing.take(shop, Source("검색.csv", statistics.encode()), now=NOW)
    assert backup.make(shop, NOW).totals.facts == 2
