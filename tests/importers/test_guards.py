"""What a file may cost before anything is parsed."""

import zipfile
from io import BytesIO

import pytest

from core.importers import LIMITS, Limits, UnreadableFile
from core.importers.guards import checked_archive, member_stream
from tests.importers.made import archive, changed, csv, row, taken, workbook

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def refusal(content, limits=LIMITS):
    with pytest.raises(UnreadableFile) as caught:
        checked_archive(content, limits)
    return caught.value.reason.value


def test_an_empty_or_too_large_file_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(csv(row(1)))
    assert taken(b"").reason == "empty_file"
    assert taken(csv(row(1)), limits=Limits(size=10)).reason == "too_large"
    assert taken(path, limits=Limits(size=10)).reason == "too_large"


def test_what_an_archive_unpacks_to_is_counted_and_not_believed():
    bomb = archive([("a.xml", b"0" * 3_000_000), ("b.xml", b"0" * 3_000_000)])
    assert len(bomb) < 10_000
    assert refusal(bomb, Limits(unpacked=5_000_000)) == "zip_bomb"
    checked_archive(bomb, Limits(unpacked=7_000_000))


def test_too_many_members_are_a_bomb():
    assert refusal(archive([(f"{n}", b"") for n in range(20)]), Limits(members=10)) == "zip_bomb"


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "\\x", "C:x", "..\\x", "a\\..\\x", "c:\\x"]
)
def test_a_member_that_leaves_its_folder_is_unsafe(name):
    assert refusal(archive([(name, b"")])) == "unsafe_archive"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_unsafe():
    assert refusal(archive([("a", b"1"), ("a", b"2")])) == "unsafe_archive"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/x.rels", "xl/x.vml", "A.XML"])
def test_a_doctype_in_any_part_is_unsafe(encoding, part):
    assert refusal(archive([(part, DOCTYPE.encode(encoding))])) == "unsafe_xml"


def test_a_doctype_across_two_pieces_is_found():
    part = b" " * ((1 << 18) - 5) + b"<!DOCTYPE x>"
    assert refusal(archive([("a.xml", part)])) == "unsafe_xml"


def test_a_doctype_in_a_workbook_refuses_it():
    bad = changed(workbook(row(1)), "xl/workbook.xml", lambda part: DOCTYPE.encode() + part)
    assert taken(bad, "a.xlsx").reason == "unsafe_xml"


def test_a_damaged_archive_is_named():
    good = archive([("a.xml", bytes(range(256)) * 100)])
    assert refusal(b"PK\3\4 nothing") == "corrupt_file"
    middle = len(good) // 3
    assert refusal(good[:middle] + b"\xff" * 20 + good[middle + 20 :]) == "corrupt_file"


def test_a_locked_member_asks_for_a_password():
    content = bytearray(archive([("a.csv", b"x")]))
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(sign) + place] |= 1
    assert refusal(bytes(content)) == "encrypted"


def test_a_member_that_is_not_there_is_damage():
    packed = zipfile.ZipFile(BytesIO(archive([("a", b"")])))
    with pytest.raises(UnreadableFile) as caught:
        member_stream(packed, "b")
    assert caught.value.reason.value == "corrupt_file"
