"""The command line takes files in and back, and says by its exit code how it went."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from core import cli
from core.cli import commands, taking
from core.cli.saying import Teller
from core.sample.sheets import encrypted
from core.services import settings
from core.services.opening import open_shop
from core.services.receipts import Progress
from core.store import StoreUnavailable, Trouble

ROOT = Path(__file__).parents[2]
HEADINGS = ["상품주문번호", "주문번호", "발주확인일", "주문상태", "결제일", "상품번호", "상품명",
            "수량", "최종 상품별 총 주문금액", "구매자명", "구매자ID"]  # fmt: skip
DAY = ["--today", "2026-11-25"]


def row(number: int, *, quantity: str = "1", state: str = "구매확정") -> list[str]:
    line_no = f"20261120{number:08d}"
    day = "2026-11-20 10:00:00"
    return [line_no, line_no, day, state, day, "1001", "머그컵", quantity, "12000", "김하늘",
            f"buyer{number}"]  # fmt: skip


def csv(path: Path, rows: list[list[str]]) -> Path:
    text = "\n".join(",".join(cells) for cells in [HEADINGS, *rows])
    path.write_text(text + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv(cli.PASSWORD, raising=False)
    return tmp_path / "data"


@pytest.fixture
def orders(tmp_path):
    return csv(tmp_path / "orders.csv", [row(1), row(2)])


def run(*arguments: object, typed: str | None = None):
    return CliRunner().invoke(cli.app, [str(one) for one in arguments], input=typed)


@pytest.mark.usefixtures("folder")
def test_a_good_file_is_put_in(orders):
    result = run("import", orders, *DAY)

    assert result.exit_code == cli.Exit.DONE, result.output
    assert "새로 2건 넣었어요." in result.stdout


@pytest.mark.usefixtures("folder")
def test_the_same_file_again_changes_nothing_and_is_no_failure(orders):
    run("import", orders, *DAY)

    result = run("import", orders, *DAY)

    assert result.exit_code == cli.Exit.DONE
    assert "이미 다 들어 있는 내용이라 그대로 뒀어요." in result.stdout


@pytest.mark.usefixtures("folder")
def test_refused_rows_are_named_and_told_by_the_exit_code(tmp_path):
    path = csv(tmp_path / "orders.csv", [row(1), row(2, quantity="세 개")])

    result = run("import", path, *DAY)

    assert result.exit_code == cli.Exit.PARTLY, result.output
    assert "3번째 줄 ‘수량’ 칸: 숫자로 읽을 수 없어요." in result.stdout


@pytest.mark.usefixtures("folder")
def test_an_unknown_file_is_refused_with_its_sentence(tmp_path):
    (tmp_path / "other.csv").write_text("이름,나이,동네,취미\n가,1,나,다\n라,2,마,바\n")

    result = run("import", tmp_path / "other.csv")

    assert result.exit_code == cli.Exit.REFUSED
    assert "아직 아무것도 넣지 않았어요." in result.stderr


@pytest.mark.usefixtures("folder")
def test_one_bad_file_does_not_keep_the_good_one_out(tmp_path, orders):
    (tmp_path / "other.csv").write_text("이름,나이,동네,취미\n가,1,나,다\n라,2,마,바\n")

    result = run("import", tmp_path / "other.csv", orders, *DAY)

    assert result.exit_code == cli.Exit.PARTLY
    assert "새로 2건" in result.stdout


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert run("import", tmp_path / "nothing.csv").exit_code == cli.Exit.REFUSED


@pytest.mark.usefixtures("folder")
def test_json_holds_the_whole_receipt(tmp_path):
    path = csv(tmp_path / "orders.csv", [row(1), row(2, quantity="x")])
    (tmp_path / "other.csv").write_text("이름,나이,동네,취미\n가,1,나,다\n라,2,마,바\n")

    result = run("import", path, tmp_path / "other.csv", "--json", *DAY)

    receipt, refused = json.loads(result.stdout)
    assert receipt["tally"] == {"rows": 2, "accepted": 1, "refused": 1, "skipped": 0}
    assert receipt["saved"]["new"] == 1
    assert receipt["refused"][0]["reason"] == "bad_number"
    assert receipt["period"] == {"first": "2026-11-20", "last": "2026-11-20"}
    assert refused["name"] == "other.csv"
    assert refused["message"].startswith("어떤 파일인지")


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "locked.xlsx"
    path.write_bytes(encrypted(_workbook(), "1234"))
    return path


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for cells in [HEADINGS, row(1)]:
        book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.usefixtures("folder")
def test_a_locked_file_opens_with_its_password(locked):
    result = run("import", locked, "--password", "1234", *DAY)

    assert result.exit_code == cli.Exit.DONE, result.output
    assert "1234" not in result.output


@pytest.mark.usefixtures("folder")
def test_the_password_may_come_from_the_environment(locked, monkeypatch):
    monkeypatch.setenv(cli.PASSWORD, "1234")

    assert run("import", locked, *DAY).exit_code == cli.Exit.DONE


@pytest.mark.usefixtures("folder")
def test_without_a_terminal_nobody_is_asked_for_a_password(locked):
    result = run("import", locked, *DAY)

    assert result.exit_code == cli.Exit.REFUSED
    assert "암호가 걸린 파일이에요." in result.stderr


@pytest.mark.usefixtures("folder")
def test_at_a_terminal_the_password_is_asked_for_and_not_shown(locked, monkeypatch):
    monkeypatch.setattr(taking, "at_terminal", lambda: True)

    result = run("import", locked, *DAY, typed="1234\n")

    assert result.exit_code == cli.Exit.DONE, result.output
    assert "1234" not in result.output


@pytest.mark.usefixtures("folder")
def test_the_newest_file_is_taken_back(orders):
    run("import", orders, *DAY)

    result = run("undo")

    assert result.exit_code == cli.Exit.DONE, result.output
    assert "파일 1개를 되돌렸어요." in result.stdout
    assert "되돌림" in run("history").stdout


@pytest.mark.usefixtures("folder")
def test_there_may_be_nothing_to_take_back():
    assert run("undo").exit_code == cli.Exit.REFUSED
    assert run("undo", "7").exit_code == cli.Exit.REFUSED


@pytest.mark.usefixtures("folder")
def test_files_with_the_same_rows_go_together_or_not_at_all(tmp_path, orders):
    run("import", orders, *DAY)
    run("import", csv(tmp_path / "more.csv", [row(2), row(3)]), *DAY)

    alone = run("undo", "1")
    together = run("undo", "1", "--together", "--json")

    assert alone.exit_code == cli.Exit.REFUSED
    assert "more.csv" in alone.stderr
    assert together.exit_code == cli.Exit.DONE
    assert [entry["id"] for entry in json.loads(together.stdout)["together"]] == [2]


@pytest.mark.usefixtures("folder")
def test_history_lists_files_newest_first(tmp_path, orders):
    assert "아직 넣은 파일이 없어요." in run("history").stdout
    run("import", orders, *DAY)
    run("import", csv(tmp_path / "more.csv", [row(3)]), *DAY)

    listed = json.loads(run("history", "--json").stdout)

    assert [entry["name"] for entry in listed] == ["more.csv", "orders.csv"]
    assert "orders.csv" in run("history").stdout


def test_a_backup_is_made_and_restored(folder, orders):
    run("import", orders, *DAY)
    made = json.loads(run("backup", "--json").stdout)
    run("undo")

    result = run("restore", made["path"])

    assert result.exit_code == cli.Exit.DONE, result.output
    assert "백업을 되살렸어요." in result.stdout
    assert made["totals"]["lines"] == 2
    with sqlite3.connect(folder / "store.db") as store:
        assert store.execute("SELECT count(*) FROM order_line").fetchone() == (2,)
    store.close()


@pytest.mark.usefixtures("folder")
def test_a_backup_says_what_it_holds(orders):
    run("import", orders, *DAY)

    assert "파일 1개 · 주문 2건 · 고객 2명을 담았어요." in run("backup").stdout


def test_a_damaged_store_is_told_and_a_backup_puts_it_right(folder, orders):
    run("import", orders, *DAY)
    made = json.loads(run("backup", "--json").stdout)
    (folder / "store.db").write_bytes(b"this is no database")

    told = run("status")
    restored = run("restore", made["path"])

    assert told.exit_code == cli.Exit.STORE
    assert "단골의 자료 파일이 아니에요." in told.stderr
    assert restored.exit_code == cli.Exit.DONE, restored.output
    assert json.loads(run("status", "--json").stdout)["files"] == 1


@pytest.mark.usefixtures("folder")
def test_what_is_no_backup_is_not_restored(orders):
    result = run("restore", orders)

    assert result.exit_code == cli.Exit.REFUSED
    assert "단골의 백업 파일이 아니에요." in result.stderr


def test_the_status_tells_places_and_contents(folder, orders):
    run("import", orders, *DAY)

    shown = run("status").stdout

    assert str(folder / "store.db") in shown
    assert "넣은 파일: 1개" in shown
    assert "마지막 백업: 아직 없음" in shown


@pytest.mark.usefixtures("folder")
def test_the_language_is_the_shops_unless_another_is_asked_for():
    shop = open_shop()
    settings.speak(shop, "en")
    shop.close()

    assert "No file has been put in yet." in run("history").stdout
    assert "아직 넣은 파일이 없어요." in run("--language", "ko", "history").stdout


@pytest.mark.usefixtures("folder")
def test_a_language_nobody_speaks_is_refused():
    assert run("--language", "fr", "history").exit_code == cli.Exit.REFUSED


def test_the_sample_shop_comes_and_goes(folder):
    on = run("sample")
    there = (folder / "sample.db").exists()
    off = run("sample", "--off")

    assert "예시 가게를 켰어요." in on.stdout, on.output
    assert there
    assert "예시 가게를 껐어요." in off.stdout
    assert not (folder / "sample.db").exists()


@pytest.mark.usefixtures("folder")
def test_files_that_came_in_meanwhile_stop_an_undo(tmp_path, orders, monkeypatch):
    run("import", orders, *DAY)
    plan = commands._plan

    def slow(shop, upload):
        found = plan(shop, upload)
        run("import", csv(tmp_path / "more.csv", [row(2), row(3)]), *DAY)
        return found

    monkeypatch.setattr(commands, "_plan", slow)
    result = run("undo", "1")

    assert result.exit_code == cli.Exit.REFUSED
    assert "그 사이에 다른 파일이 들어왔어요." in result.stderr


@pytest.mark.usefixtures("folder")
def test_remarks_about_a_file_are_told(tmp_path):
    path = csv(tmp_path / "orders.csv", [row(1, state="처음 보는 상태")])

    result = run("import", path, *DAY)

    assert "처음 보는 주문 상태가 있어요." in result.stdout


def test_long_work_is_told_on_stderr(capsys):
    tell = Teller()
    for rows in (50_000, 100_000, 150_000, 200_000):
        tell(Progress("reading", rows))

    assert capsys.readouterr().err.splitlines() == [
        "파일을 읽고 있어요 (100,000줄)",
        "파일을 읽고 있어요 (200,000줄)",
    ]


def test_a_busy_store_is_told(folder, orders, monkeypatch):
    run("status")

    def busy(*_args: object, **_more: object) -> None:
        raise StoreUnavailable(Trouble.BUSY)

    monkeypatch.setattr(taking.importing, "take", busy)
    result = run("import", orders)

    assert folder.exists()
    assert result.exit_code == cli.Exit.STORE
    assert "다른 창에서 파일을 넣는 중이에요." in result.stderr


def test_a_defect_ends_in_a_sentence_and_not_in_a_traceback(monkeypatch, capsys):
    def broken(**_more: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(commands, "app", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = capsys.readouterr().err
    assert ended.value.code == cli.Exit.STORE
    assert "자료는 안전해요." in said
    assert "secret" not in said


def test_the_program_can_be_started_as_a_module(folder):
    done = subprocess.run(
        [sys.executable, "-m", "core", "history"],
        cwd=ROOT,
        env={**os.environ, "DANGOL_DATA": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "아직 넣은 파일이 없어요." in done.stdout
