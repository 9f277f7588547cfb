"""The files that are made of a report: PDF, page to print, workbook, tables, text, pictures."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from lxml import etree

from core.services.report import Report
from core.wording import (
    report_charts,
    report_excel,
    report_html,
    report_pdf,
    report_text,
    reports,
)
from core.wording.reports import Document
from tests.wording import reporting
from tests.wording.reporting import NOW, told

A4 = (595.28, 841.89)
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>#panic()$x$*_`'


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Report:
    return reporting.whole(tmp_path_factory.mktemp("whole"))


def hostile(whole: Report) -> Document:
    found = told(whole, HOSTILE)
    done = replace(found.done[0], what=HOSTILE, result="+1")
    return replace(found, done=(done,), steps=(HOSTILE, '"quoted" \\ back'), notes=(HOSTILE,))


def test_a_long_word_stays_on_the_paper_of_the_pdf(whole):
    found = replace(told(whole), why="n" * 300)
    (page,) = pypdf.PdfReader(io.BytesIO(report_pdf.pdf(found))).pages
    lines = [line for line in page.extract_text().splitlines() if "nnnn" in line]
    assert len(lines) > 1
    assert sum(line.count("n") for line in lines) == 300


def test_the_pdf_is_one_page_of_a4_with_korean_that_can_be_selected(whole):
    found = told(whole)
    content = report_pdf.pdf(found)
    read = pypdf.PdfReader(io.BytesIO(content))
    (page,) = read.pages
    size = (float(page.mediabox.width), float(page.mediabox.height))
    assert size == pytest.approx(A4, abs=0.1)
    assert len(content) < 1_000_000
    text = " ".join(page.extract_text().split())
    for wanted in (
        "단골상점", "주간 보고서", "11월 3주(11.16~22)", "결론", "숫자", "한 일과 결과",
        "다음에 할 일",
        *(one.name for one in found.numbers), *(one.value for one in found.numbers),
        found.conclusions[0].headline, found.steps[0],
    ):  # fmt: skip
        assert wanted in text, wanted
    assert read.metadata.title == "단골상점 · 주간 보고서 11월 3주(11.16~22)"


def test_the_fonts_of_the_pdf_are_within_it_and_only_the_signs_it_needs(whole):
    read = pypdf.PdfReader(io.BytesIO(report_pdf.pdf(told(whole))))
    fonts = [font.get_object() for font in read.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (below,) = font["/DescendantFonts"].get_object()
        described = below.get_object()["/FontDescriptor"]
        assert "+Pretendard" in str(font["/BaseFont"])  # six letters and a plus: a subset
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_signs_that_would_be_commands_stand_in_the_pdf_as_they_are(whole):
    read = pypdf.PdfReader(io.BytesIO(report_pdf.pdf(hostile(whole))))
    text = "".join("".join(page.extract_text() for page in read.pages).split())
    assert text.count("".join(HOSTILE.split())) >= 3
    assert '"quoted"\\back' in text


def test_the_same_report_makes_the_same_bytes_but_for_when_it_was_made(whole):
    first, second = told(whole), reports.document(whole, "단골상점", NOW + timedelta(hours=5))
    assert report_html.html(first) == report_html.html(told(whole))
    lines = zip(
        report_html.html(first).splitlines(), report_html.html(second).splitlines(), strict=True
    )
    assert [a for a, b in lines if a != b] == [
        f'<footer class="quiet">{first.made}</footer>'.encode()
    ]
    assert report_pdf.pdf(first) == report_pdf.pdf(told(whole))
    assert report_text.bundle(first) == report_text.bundle(second)


def test_the_page_to_print_runs_nothing_and_loads_nothing(whole):
    page = report_html.html(hostile(whole)).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 5
    assert "src=" not in page
    addresses = {part.split('"')[0] for part in page.split('"http')[1:]}
    assert addresses <= {"://www.w3.org/2000/svg", "://www.w3.org/1999/xlink"}
    assert page.count("<svg") == 2


def test_the_workbook_has_charts_of_its_own_and_no_formula(whole):
    content = report_excel.excel(hostile(whole))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["한눈에", "날마다", "글로 보기"]
    assert [len(sheet._charts) for sheet in book] == [1, 1, 0]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert HOSTILE in [cell.value for cell in cells]
    rows = [(row[0].value, row[1].value) for row in book["한눈에"].iter_rows()]
    numbers = dict(reversed(rows))
    assert numbers["순매출"] == whole.kpi("net_sales").now
    assert numbers["유입"] == whole.kpi("visits").now
    days = [row[1].value for row in book["날마다"].iter_rows(min_row=2, max_col=2)]
    assert days == [point.net for point in whole.view.trend]


def test_no_cell_of_the_bundle_runs_as_a_formula(whole):
    bundle = zipfile.ZipFile(io.BytesIO(report_text.bundle(hostile(whole))))
    assert bundle.namelist() == [
        "숫자.csv", "날마다.csv", "결론.csv", "한일.csv", "다음할일.csv"
    ]  # fmt: skip
    for name in bundle.namelist():
        rows = list(csv.reader(io.StringIO(bundle.read(name).decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            starts = cell.startswith(("=", "+", "@", "\t"))
            assert not starts, cell
            assert not cell.startswith("-") or float(cell) < 0
    numbers = list(csv.reader(io.StringIO(bundle.read("숫자.csv").decode("utf-8-sig"))))
    assert numbers[1][:2] == ["순매출", str(int(whole.kpi("net_sales").now))]


def test_the_text_for_a_messenger_is_short_and_has_everything(whole):
    found = told(whole)
    text = report_text.text(found)
    assert len(text) < 1_500
    assert text.startswith("[단골상점 주간 보고서]\n11월 3주(11.16~22)\n")
    assert all(one.value in text for one in found.numbers)
    assert all(step in text for step in found.steps)
    nothing = replace(found, done=(), shop="", why="")
    assert "적어 둔 일이 없어요." in report_text.text(nothing)
    assert "적어 둔 일이 없어요." in report_html.html(nothing).decode()


def test_charts_are_pictures_with_words_that_stay_words(whole):
    points, split = whole.view.trend, whole.view.split
    for svg in (report_charts.days_svg(points), report_charts.parts_svg(split)):
        words = [node.text for node in etree.fromstring(svg.encode()).iter("{*}text")]
        assert words
        assert "Pretendard" in svg
    for png in (report_charts.days_png(points), report_charts.parts_png(split)):
        assert png.startswith(b"\x89PNG")
    assert not report_charts.are_known(())
    report_charts.warm()


def test_a_phone_reads_numbers_one_below_the_other_and_paper_has_one_page(whole):
    page = report_html.html(told(whole)).decode()
    assert "@media screen and (max-width: 600px)" in page
    assert "@media print" in page
    # Without the head of the table each number says itself what it is compared with.
    assert page.count('data-head="비교 기간"') == 6


def test_a_difference_of_rates_is_in_points_and_bars_have_room_for_their_numbers(whole):
    found = told(whole)
    content = report_excel.excel(found)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rate = next(one for one in found.numbers if one.metric == "pay_rate")
    cell = next(row for row in page.iter_rows() if row[0].value == rate.name)[3]
    assert "%p" in cell.number_format
    assert cell.value == pytest.approx((rate.now - rate.was) * 100)
    chart = zipfile.ZipFile(io.BytesIO(content)).read("xl/charts/chart1.xml").decode()
    low = float(re.search(r'<c:min val="([-.0-9]+)"', chart)[1])
    assert low < min(one.won for one in found.split.parts)
