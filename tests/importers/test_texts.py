"""Tables in text files: which encoding, which separator, which rows."""

import codecs

import pytest

from core.importers import Limits
from core.importers.problems import UnreadableFile
from core.importers.texts import encoding_of, text_sheet
from tests.importers.made import archive, csv, row, taken

LINE = row(1, 상품명="똠방각하 펲시콜라")


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 3])
def test_utf8_is_read_with_any_number_of_marks(bom):
    found = taken(bom + csv(LINE))
    assert found.column("product_name") == ["똠방각하 펲시콜라"]
    assert found.warnings == set()


def test_cp949_is_read_with_letters_that_euckr_does_not_know():
    assert taken(csv(LINE, encoding="cp949")).column("product_name") == ["똠방각하 펲시콜라"]


@pytest.mark.parametrize(
    ("mark", "encoding", "warnings"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le", set()),
        (codecs.BOM_UTF16_BE, "utf-16-be", set()),
        (b"", "utf-16-le", {"encoding_guessed"}),
        (b"", "utf-16-be", {"encoding_guessed"}),
    ],
)
def test_utf16_is_read_with_and_without_its_mark(tmp_path, mark, encoding, warnings):
    content = mark + csv(LINE, encoding=encoding)
    found = taken(content)
    assert found.column("product_name") == ["똠방각하 펲시콜라"]
    assert found.warnings == warnings
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert taken(path).lines == found.lines


def test_utf16_that_is_broken_is_no_encoding():
    content = codecs.BOM_UTF16_LE + csv(LINE, encoding="utf-16-le") + b"\x00\xd8\x00\x00"
    assert taken(content).reason == "encoding_unknown"


def test_one_file_in_two_encodings_is_refused():
    lines = [row(n, 상품명="머그컵") for n in range(20)]
    mixed = csv(*lines[:10]) + b"\r\n".join(csv(*lines[10:], encoding="cp949").split(b"\r\n")[1:])
    assert taken(mixed).reason == "mixed_encoding"


def test_a_file_in_no_encoding_is_refused():
    lines = [row(n) for n in range(20)]
    assert taken(csv(*lines).replace("머그컵".encode(), b"\xff\xfe\xff")).reason == (
        "encoding_unknown"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_few_broken_bytes_refuse_their_row_alone(encoding):
    lines = [row(n) for n in range(1, 60)]
    content = csv(*lines, encoding=encoding).replace("머그컵".encode(encoding), b"\xc3\x28\xff", 1)
    found = taken(content)
    assert found.refused == {2: "bad_bytes"}
    assert found.told.accepted == 58


def test_the_encoding_of_plain_ascii_is_both():
    assert encoding_of(b"a,b\n").name == "utf-8"


def test_bytes_with_many_noughts_are_no_table():
    assert taken(b"ab\0\0\1\0\0\0" * 3).reason == "not_tabular"


@pytest.mark.parametrize("magic", [b"%PDF-1.7", b"\x89PNG\r\n", b"\x1f\x8b", b"\xff\xd8\xff\xe0"])
def test_pictures_and_packages_are_no_tables(magic):
    assert taken(magic + b"x" * 100).reason == "not_tabular"


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_separator_is_found(sign):
    content = csv(row(1)).replace(b",", sign.encode())
    assert taken(content).told.accepted == 1


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "\ufeffsep=;"])
def test_the_separator_may_be_written_in_the_first_line(first):
    line = row(1, 상품명="머그컵, 흰색, 큰 것, 둘, 셋, 넷, 다섯, 여섯, 일곱, 여덟")
    content = csv(line).replace(b",", b";").replace(b"; ", b", ")
    assert taken(first.encode() + b"\r\n" + content).column("line") == [3]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_is_one(end):
    content = csv(row(1), row(2)).replace(b"\r\n", end.encode())
    assert taken(content).column("line") == [2, 3]


def test_a_field_may_hold_line_ends_commas_and_quotes():
    named = 'a "큰" 컵,\n둘째 줄'
    found = taken(csv(row(1, 상품명=named), row(2, 최종="x"), row(3)))
    assert found.lines[0]["product_name"] == named
    assert found.refused == {4: "bad_number"}
    assert found.column("line") == [2, 5]


def test_a_space_after_the_comma_is_no_part_of_the_field():
    content = csv(row(1)).replace(b",", b", ").replace(b", 12900", b', "12,900"')
    assert taken(content).column("amount") == [12900]


def test_a_quote_that_is_never_closed_is_named_with_its_line():
    good = [row(n) for n in range(1, 6)]
    broken = csv(*good).replace("머그컵".encode(), '"머그컵'.encode(), 2).replace(
        '"머그컵'.encode(), "머그컵".encode(), 1)  # fmt: skip
    found = taken(broken)
    assert found.reason == "unclosed_quote"
    assert found.error.details["line"] == 3


def test_a_field_without_an_end_is_an_unclosed_quote():
    content = csv(row(1)) + b'"' + b"x" * 3000 + b"\n" + b"y" * 3000
    assert taken(content, limits=Limits(field=20)).reason == "unclosed_quote"


def test_noughts_and_long_lines_are_remarked():
    content = csv(row(1, 상품명="머그\0컵"), row(2), row(3, 배송메세지="가" * 20_000))
    found = taken(codecs.BOM_UTF8 + content.replace(b"\r\n", b"\n"))
    assert found.remarked == {2: "nul_byte", 4: "field_cut"}
    assert found.lines[0]["product_name"] == "머그컵"
    old = taken(codecs.BOM_UTF8 + content.replace(b"\r\n", b"\r"))
    assert old.remarked == {2: "nul_byte", 4: "field_cut"}


def test_hostile_text_is_kept_as_it_is():
    for text in ("=HYPERLINK(1)", "<script>alert(1)</script>", "'; DROP TABLE order_line;--"):
        assert taken(csv(row(1, 상품명=text))).column("product_name") == [text]


@pytest.mark.parametrize("name", ["orders.csv", "orders.txt", "orders.tsv", "orders"])
def test_a_name_that_fits_is_no_wonder(name):
    assert taken(csv(row(1)), name).warnings == set()


def test_a_name_that_does_not_fit_is_a_warning():
    assert taken(csv(row(1)), "orders.xlsx").warnings == {"extension_mismatch"}


def test_an_archive_of_one_text_is_read_and_of_two_is_not():
    assert taken(archive([("a/", b""), ("a/b.csv", csv(row(1)))]), "a.zip").told.accepted == 1
    assert taken(archive([("a.csv", b"1"), ("b.csv", b"2")]), "a.zip").reason == (
        "unsupported_format"
    )
    assert taken(archive([("a.pdf", b"1")]), "a.zip").reason == "unsupported_format"
    assert taken(archive([("a.csv", b"")]), "a.zip").reason == "empty_file"


def test_a_cell_that_is_no_text_says_nothing_when_it_is_shown():
    sheet = text_sheet(csv(*(row(n) for n in range(50))) + b"\xff\n", Limits())
    assert sheet.said("\xff") == ""
    assert sheet.said("abc") == "abc"


def test_rows_come_afresh_at_every_call():
    sheet = text_sheet(csv(row(1)), Limits())
    assert list(sheet.rows()) == list(sheet.rows())
    assert next(iter(sheet.rows()))[0] == 1


def test_an_encoding_is_looked_for_in_the_whole_file():
    plain = [row(n, 상품명="mug", 구매자명="kim") for n in range(3000)]
    content = csv(*plain, row(3001, 상품명="머그컵"), encoding="cp949")
    assert taken(content).lines[-1]["product_name"] == "머그컵"
    with pytest.raises(UnreadableFile):
        encoding_of(b"\xff\n" * 50)


def test_a_line_of_nothing_but_separators_is_no_table():
    lines = csv(row(1)) + b"," * 200_000 + b"\n"
    assert taken(lines, "a.csv").reason == "too_many_columns"


def test_blank_lines_without_end_cost_no_memory():
    found = taken(csv(row(1)) + b"\n" * 30_000 + csv(row(2)).split(b"\r\n", 1)[1], "a.csv")
    assert (found.told.rows, found.told.accepted, found.told.skipped) == (30_002, 2, 30_000)
    assert len(found.told.skips) == 10_000
