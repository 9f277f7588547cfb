"""Workbooks that ask for a password."""

import re
import unicodedata
from pathlib import Path

import olefile
import pytest

from core.importers import Limits, encrypted
from core.sample import sheets
from tests.importers.made import row, taken, workbook

RIGHT, WRONG = "비밀번호1", "1234"


@pytest.fixture(scope="module")
def locked():
    return sheets.encrypted(workbook(row(1)), RIGHT)


def with_info(content, change):
    """The container with its description of the encryption changed, byte by byte."""
    with olefile.OleFileIO(content) as container:
        info = container.openstream("EncryptionInfo").read()
    new = change(info)
    assert len(new) == len(info)
    return content.replace(info[:512], new[:512]).replace(info[512:1024], new[512:1024])


def test_it_asks_for_the_password(locked):
    assert taken(locked, "a.xlsx").reason == "encrypted"
    assert taken(locked, "a.xlsx", password="").reason == "encrypted"


def test_a_wrong_password_is_called_wrong_and_not_damage(locked):
    assert taken(locked, "a.xlsx", password=WRONG).reason == "wrong_password"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_right_password_opens_it_however_it_is_composed(locked, form):
    typed = unicodedata.normalize(form, RIGHT)
    assert taken(locked, "a.xlsx", password=typed).told.accepted == 1


def test_a_key_that_takes_minutes_is_refused(locked):
    assert taken(locked, "a.xlsx", limits=Limits(rounds=99)).reason == "unsafe_encryption"

    def slow(info):
        # one letter is freed for the longer number
        shorter = info.replace(b'standalone="yes"', b'standalone="no"')
        return re.sub(rb'spinCount="\d{6}"', b'spinCount="9999999"', shorter, count=1)

    assert taken(with_info(locked, slow), "a.xlsx", password=WRONG).reason == "unsafe_encryption"


def test_a_doctype_in_the_description_is_refused(locked):
    bad = with_info(locked, lambda info: info.replace(b"<?xml", b"<!xml"))
    assert taken(bad, "a.xlsx", password=RIGHT).reason == "unsafe_xml"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_container_cut_short_is_damage(locked, share):
    found = taken(locked[: int(len(locked) * share)], "a.xlsx", password=RIGHT)
    assert found.reason in {"corrupt_file", "wrong_password"}


def test_a_container_of_something_else_is_damage():
    assert taken(encrypted.OLE_MAGIC + b"\0" * 2000, "a.xls").reason == "corrupt_file"


OLD = (
    Path(__file__).parents[3]
    / "shared/corpus/public/msoffcrypto/rc4cryptoapi_password.xls"
)  # fmt: skip


@pytest.mark.skipif(not OLD.exists(), reason="an old workbook lies beside the project only")
def test_an_old_workbook_behind_a_password_is_opened_too():
    content = OLD.read_bytes()
    typed = "Password1234_"
    assert taken(content, "a.xls").reason == "encrypted"
    assert taken(content, "a.xls", password=WRONG).reason == "wrong_password"
    # it opens; there are no orders inside
    assert taken(content, "a.xls", password=typed).reason == "not_tabular"
