"""자료 올리기 reads what is dropped, takes it when told, lists it, and takes it back."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from core.sample import exports, sheets
from core.services import importing, sample
from core.services import opening as books
from core.terms import DataSet
from core.ui import session, uploading
from core.wording import exports as names
from tests.pages import opening

PAGE = "pages/start/upload.py"
HEADER = (
    "상품주문번호,주문번호,주문상태,결제일,상품번호,상품명,수량,최종 상품별 총 주문금액,구매자명"
)
HOSTILE = "**굵게** <script>alert(1)</script> $x^2$ :red[빨강]"


pytestmark = pytest.mark.usefixtures("folder")


def row(
    number: int, state: str = "구매확정", amount: str = "10000", product: str = "머그컵"
) -> str:
    return (
        f"20261001{number:08d},20261001{number:08d},{state},2026-10-{number % 28 + 1:02d} 10:00:00,"
        f"{number % 5},{product},1,{amount},구매{number % 9}온"
    )


def csv(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode("cp949")


def drop(app, *files: tuple[str, bytes]):
    kind = "application/octet-stream"
    return app.file_uploader[0].set_value([(name, data, kind) for name, data in files]).run()


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def said(app) -> str:
    notices = [*app.success, *app.warning, *app.error]
    told = " ".join([*opening.texts(app), *(one.proto.title for one in notices)])
    return told.replace("\\", "")


def text(app) -> str:
    return " ".join([said(app), *(one.label for one in app.expander)])


def tab(name: str):
    return opening.opened(PAGE, tabs=[name])


def drop_and_take(*files: tuple[str, bytes]):
    button(drop(opening.opened(PAGE), *files), "이대로 넣기").click().run()


def history():
    shop = books.open_shop()
    found = importing.history(shop)
    shop.close()
    return found


def test_the_empty_page_shows_the_way_to_the_one_file_to_begin_with():
    app = opening.opened(PAGE)
    assert "발주" in said(app)
    assert not app.exception


def test_every_kind_of_file_has_its_three_steps_and_there_are_tables_to_fill_in():
    app = tab("sources")
    shown = text(app)
    for format_ids in names.GROUPS.values():
        for format_id in format_ids:
            assert names.name(format_id) in shown
    assert "맞는 파일이 없나요?" in shown


STATISTICS = (
    "상품ID,상품명,결제수,결제상품수량,결제금액,환불금액\n1,컵,3,3,30000,0\n2,접시,1,1,9000,0\n"
)


def test_a_file_that_does_not_say_its_days_is_asked_for_them():
    app = drop(opening.opened(PAGE), ("이름을 바꾼 파일.csv", STATISTICS.encode()))
    assert "상품성과 통계인데 어느 기간의 자료인지 적혀 있지 않아요." in said(app)
    app.date_input[0].set_value((date(2026, 10, 1), date(2026, 10, 31)))
    button(app, "읽기").click().run()
    assert not app.exception
    assert "상품성과 통계" in said(app)
    assert "2026.10.01(목)~10.31(토)" in said(app)
    assert "판매금액 39,000원" in said(app)
    button(app, "이대로 넣기").click().run()
    assert (history()[0].new, history()[0].data_set) == (2, DataSet.PRODUCTS)


def test_half_a_period_is_no_period():
    app = drop(opening.opened(PAGE), ("x.csv", STATISTICS.encode()))
    app.date_input[0].set_value((date(2026, 10, 1),))
    button(app, "읽기").click().run()
    assert "시작하는 날과 끝나는 날을 골라 주세요." in said(app)


def test_a_period_in_the_name_of_the_file_is_taken_from_there_and_said():
    app = drop(
        opening.opened(PAGE), ("상품성과_2026-10-01_2026-10-31.csv", STATISTICS.encode("cp949"))
    )
    assert "2026.10.01(목)~10.31(토)" in said(app)
    assert "파일 이름에 적힌 기간으로 읽었어요." in said(app)


def test_every_table_of_a_workbook_is_a_file_of_its_own():
    book = openpyxl.Workbook()
    book.active.title = "SALES"
    for line in (
        ["날짜", "채널", "상품결제건수", "판매금액(총)", "판매금액(순)"],
        ["2026-10-01", "단골(1)", "3", "30,000", "30,000"],
    ):
        book.active.append(line)
    sheet = book.create_sheet("QUERY")
    for line in (
        ["날짜", "검색어", "방문수", "상품결제건수"],
        ["2026-10-01", "머그컵", "30", "1"],
    ):
        sheet.append(line)
    data = BytesIO()
    book.save(data)
    app = drop(opening.opened(PAGE), ("통계.xlsx", data.getvalue()))
    assert "스마트스토어 판매분석" in said(app)
    assert "스마트스토어 검색분석" in said(app)
    button(app, "이대로 넣기").click().run()
    assert {entry.data_set for entry in history()} == {DataSet.SALES, DataSet.KEYWORDS}


MANY = (
    ("사진.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    ("주문.csv", csv(*(row(n) for n in range(40)))),
    ("장부.csv", "언제,무엇,얼마,몇개\n2026-10-01,컵,5000,1\n".encode()),
    ("상품성과_2026-10-01_2026-10-31.csv", STATISTICS.encode()),
    ("상품성과_2026-09-01_2026-09-30.csv", STATISTICS.encode()),
)


def test_what_has_to_be_looked_at_comes_before_what_is_ready():
    app = drop(opening.opened(PAGE), *MANY)
    assert "파일 5개 중 3개를 바로 넣을 수 있어요. 나머지는 한번 봐 주세요." in said(app)
    shown = [one.value.replace("\\", "") for one in app.caption]
    names = [name for line in shown for name, _ in MANY if line.startswith(name)]
    assert names[:2] == ["장부.csv", "사진.csv"]


def test_receipts_of_many_files_stand_in_one_card_beside_what_could_not_be_taken():
    app = drop(opening.opened(PAGE), *MANY)
    button(app, "이대로 넣기").click().run()
    assert not app.exception
    told = said(app)
    assert told.count("파일 3개를 넣었어요.") == 1
    assert told.count("새로 2줄 · 바뀜 0줄 · 그대로 0줄 · 건너뜀 0줄") == 2
    assert "한번 봐 줄 파일이 2개 있어요." in told
    assert "표가 들어 있지 않은" in told
    assert len(app.toast) == 1
    app.run()
    assert "파일 3개를 넣었어요." in said(app)
    button(app, "결론 보기").click().run()
    assert app.title[0].value == "오늘"


def test_rows_of_totals_are_told_in_one_line_beside_many_files():
    name = "customer_20261026-20261122.xlsx"
    content = (opening.ROOT / "data" / "samples" / name).read_bytes()
    app = drop(opening.opened(PAGE), (name, content), *MANY[3:])
    assert "합계 줄이라 건너뛰었어요. (4줄)" in said(app)
    assert not any("합계" in str(one.value.to_numpy()) for one in app.dataframe)


def test_without_orders_nobody_is_sent_to_a_conclusion_that_is_not_there():
    app = drop(opening.opened(PAGE), MANY[-1])
    button(app, "이대로 넣기").click().run()
    assert app.title[0].value == "자료 올리기"
    assert "새로 2줄 넣었어요." in said(app)
    assert "결론을 볼까요" not in said(app)
    assert "주문 파일도 올리면 오늘 화면에서 결론을 볼 수 있어요." in said(app)


def test_a_new_file_puts_away_the_receipts_of_those_before_it():
    app = drop(opening.opened(PAGE), MANY[-1])
    button(app, "이대로 넣기").click().run()
    drop(app, MANY[1])
    assert "새로 2줄 넣었어요." not in said(app)


def test_what_was_dropped_and_typed_survives_a_look_at_another_tab():
    app = drop(opening.opened(PAGE), MANY[-1])
    opening.turned(app, "type")
    app.session_state["typed.days.grid.0"] = {"edited_rows": {0: {"wishes": "3"}}}
    app.run()
    opening.turned(app, "past")
    opening.turned(app, "add")
    assert "상품성과 통계" in said(app)
    assert app.session_state["typed.days.grid.0"]["edited_rows"] == {0: {"wishes": "3"}}


def test_a_table_nobody_knows_can_be_explained():
    app = drop(
        opening.opened(PAGE), ("장부.csv", "언제,무엇,얼마,몇개\n2026-10-01,컵,5000,1\n".encode())
    )
    assert "열이 무슨 뜻인지 알려 주기" in [one.label for one in app.expander]


def test_a_missing_column_is_named_with_the_way_to_get_it():
    lines = csv(row(1), row(2)).decode("cp949").replace("결제일", "무슨 날")
    shown = said(drop(opening.opened(PAGE), ("주문.csv", lines.encode())))
    assert "‘결제일’ 열을 찾지 못했어요. 아직 아무것도 넣지 않았어요." in shown
    assert "그 열도" in shown


def test_what_was_added_shows_all_kinds_of_data_and_what_is_missing():
    drop_and_take(("주문.csv", csv(*(row(n) for n in range(40)))))
    drop_and_take(("상품성과_2026-10-01_2026-10-31.csv", STATISTICS.encode()))
    app = tab("past")
    assert "아직 없는 자료: 유입과 채널, 리뷰, 정산 내역, 광고 성과" in said(app)
    assert app.selectbox(key="coverage.kind").options == ["주문", "상품 통계"]


def test_daily_sales_are_not_missed_where_they_are_told_by_product():
    drop_and_take(("주문.csv", csv(*(row(n) for n in range(40)))))
    assert "하루 판매 통계" in said(tab("past"))
    drop_and_take(MANY[-1])
    assert "하루 판매 통계" not in said(tab("past"))


def test_a_file_is_previewed_taken_and_then_concluded_from():
    app = drop(opening.opened(PAGE), ("주문.csv", csv(*(row(n) for n in range(40)))))
    assert "스마트스토어 주문 파일이에요" in said(app)
    assert history() == []
    button(app, "이대로 넣기").click().run()
    assert not app.exception
    assert history()[0].new == 40
    assert app.title[0].value == "오늘"


def test_after_a_file_of_reviews_the_way_leads_to_the_page_it_fills():
    reviews = "후기를 쓴 날,별점,후기 글,후기 번호\n2026-11-20,1,깨져서 왔어요,71\n"
    app = drop(opening.opened(PAGE), ("후기.csv", reviews.encode("cp949")))
    button(app, "이대로 넣기").click().run()
    links = [one.proto for one in app.get("page_link")]
    assert history()[0].data_set is DataSet.REVIEWS
    assert [one.label for one in links if one.page == "voice"] == ["리뷰와 불만"]


def test_rows_left_out_keep_the_seller_on_the_receipt():
    rows = [row(n) for n in range(10)]
    app = drop(opening.opened(PAGE), ("주문.csv", csv(*rows, row(11, amount="많이"))))
    button(app, "이대로 넣기").click().run()
    assert not app.exception
    assert app.title[0].value == "자료 올리기"
    assert "줄은 읽지 못해" in said(app) or "빼고" in said(app)
    button(app, "결론 보기").click().run()
    assert app.title[0].value == "오늘"


def test_what_stands_in_a_file_is_shown_as_it_stands():
    app = drop(opening.opened(PAGE), (f"{HOSTILE[:8]}.csv", csv(row(1, product=HOSTILE))))
    assert HOSTILE in app.dataframe[0].value["상품"].tolist()
    assert not any("<script>" in one.value for one in app.markdown)


def test_an_encrypted_workbook_asks_for_its_password_three_times():
    lines = sample.sample.generate(session.today()).orders.tail(5)
    locked = sheets.encrypted(exports.dispatch_xlsx(lines), "1234")
    app = drop(opening.opened(PAGE), ("주문.xlsx", locked))
    for left in range(uploading.TRIES, 0, -1):
        assert "암호" in said(app)
        app.text_input[0].set_value("0000")
        button(app, "열기").click().run()
        assert (f"{left - 1}번 남았어요" in said(app)) is (left > 1)
    assert not app.text_input
    assert "세 번 맞지 않았어요" in said(app)
    assert history() == []


def test_a_file_that_still_asks_for_its_password_stays_when_others_go_in():
    lines = sample.sample.generate(session.today()).orders.head(3)
    locked = sheets.encrypted(exports.dispatch_xlsx(lines), "1234")
    ready = csv(*(row(n) for n in range(40)))
    app = drop(opening.opened(PAGE), ("잠김.xlsx", locked), ("주문.csv", ready))
    button(app, "이대로 넣기").click().run()
    assert [entry.name for entry in history()] == ["주문.csv"]
    assert app.title[0].value == "자료 올리기"
    app.text_input[0].set_value("1234")
    button(app, "열기").click().run()
    button(app, "이대로 넣기").click().run()
    assert [entry.new for entry in history()] == [3, 40]
    assert app.title[0].value == "오늘"


def test_the_right_password_opens_it():
    lines = sample.sample.generate(session.today()).orders.head(5)
    locked = sheets.encrypted(exports.dispatch_xlsx(lines), "1234")
    app = drop(opening.opened(PAGE), ("주문.xlsx", locked))
    app.text_input[0].set_value("1234")
    button(app, "열기").click().run()
    button(app, "이대로 넣기").click().run()
    assert history()[0].new == 5


def test_a_file_of_another_shop_waits_for_a_word():
    app = drop(opening.opened(PAGE), ("하나.csv", csv(*(row(n) for n in range(30)))))
    button(app, "이대로 넣기").click().run()
    other = [row(n + 100).replace(f",{(n + 100) % 5},", f",9{n}77,") for n in range(30)]
    app = drop(app.switch_page(PAGE).run(), ("둘.csv", csv(*other)))
    assert not any(one.label == "이대로 넣기" for one in app.button)
    app.checkbox[0].check().run()
    button(app, "이대로 넣기").click().run()
    assert [entry.new for entry in history()] == [30, 30]


def test_the_sample_shop_goes_when_a_file_comes():
    opening.keep_sample()
    app = opening.opened(PAGE)
    assert "예시 가게를 보고 있어요" in said(app)
    drop(app, ("주문.csv", csv(*(row(n) for n in range(40)))))
    button(app, "이대로 넣기").click().run()
    assert not sample.is_on(books.data_folder())
    assert history()[0].new == 40


def test_a_file_that_cannot_be_read_is_explained():
    app = drop(opening.opened(PAGE), ("사진.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    assert "표가 들어 있지 않은" in said(app)
    assert not any(one.label == "이대로 넣기" for one in app.button)


def past() -> "opening.AppTest":
    return opening.opened(PAGE, tabs=["past"])


def test_without_files_the_list_says_what_it_takes():
    assert "주문 파일 하나면 돼요" in said(past())


def test_a_file_is_listed_and_taken_back():
    app = drop(opening.opened(PAGE), ("주문.csv", csv(*(row(n) for n in range(40)))))
    button(app, "이대로 넣기").click().run()
    app = past()
    assert "주문.csv" in said(app)
    button(app, "되돌리기").click().run()
    app.button(key="undo-yes").click().run()
    assert not app.exception
    assert history()[0].undone_at is not None


def test_files_with_the_same_orders_are_taken_back_together():
    for name, first in (("주문_20261101_0900.csv", 0), ("주문_20261108_0900.csv", 20)):
        app = drop(opening.opened(PAGE), (name, csv(*(row(n) for n in range(first, first + 40)))))
        button(app, "이대로 넣기").click().run()
    app = past()
    app.button(key="undo-1").click().run()
    assert "1개" in said(app)
    app.button(key="undo-no").click().run()
    assert all(entry.undone_at is None for entry in history())
    app.button(key="undo-1").click().run()
    app.button(key="undo-yes").click().run()
    assert all(entry.undone_at is not None for entry in history())


def test_another_window_may_have_been_faster():
    app = drop(opening.opened(PAGE), ("주문.csv", csv(*(row(n) for n in range(40)))))
    button(app, "이대로 넣기").click().run()
    app = past()
    shop = books.open_shop()
    importing.undo(shop, importing.undo_plan(shop, 1), now=session.now())
    shop.close()
    button(app, "되돌리기").click().run()
    assert not app.exception
