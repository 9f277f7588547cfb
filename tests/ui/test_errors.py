"""What is kept of a fault."""

import logging
import re
from pathlib import Path

import pytest

from core.ui import errors


def fault() -> Exception:
    try:
        raise ValueError("김철수 010-1234-5678")  # noqa: TRY301
    except ValueError as error:
        return error


def test_a_fault_is_found_by_its_number_and_quotes_nobody(tmp_path: Path):
    number = errors.report(fault(), tmp_path / "new")

    log = (tmp_path / "new" / errors.LOG_FILE).read_text(encoding="utf-8")
    assert re.fullmatch(r"[0-9A-F]{4}", number)
    assert f"{number} ValueError" in log
    assert "test_errors.py" in log
    assert "010" not in log.replace(number, "")
    assert "철수" not in log


def test_a_long_log_is_begun_anew(tmp_path: Path):
    log = tmp_path / errors.LOG_FILE
    log.write_text("x" * (errors.LOG_KEPT + 1))

    errors.report(fault(), tmp_path)

    assert log.stat().st_size < 2000


def test_a_log_that_cannot_be_written_is_no_second_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "file").write_text("")

    with caplog.at_level(logging.WARNING):
        number = errors.report(fault(), tmp_path / "file")

    assert number in caplog.text
    assert "철수" not in caplog.text


def test_streamlit_prints_no_messages_of_faults(caplog: pytest.LogCaptureFixture):
    errors.keep_quiet()

    logging.getLogger("streamlit.error_util").error("김철수")

    assert "철수" not in caplog.text
