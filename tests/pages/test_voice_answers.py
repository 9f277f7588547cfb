"""리뷰와 불만, 답할 것: who waits, how long, and the steps of a complaint."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.i18n import formats
from core.services import voice_complaint_list, voice_complaints, voice_feedback, voice_limits
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_steps import reply, solve
from core.terms import Record, seoul_day
from core.terms.voice import AskedScale, ComplaintStatus
from core.ui import session
from tests.pages.opening import opened, texts, with_shop
from tests.store import facts

PAGE = "pages/customers/voice.py"


@pytest.fixture(autouse=True)
def _folder(folder):
    """Every page opens a shop of its own."""


def find(elements, key):
    return next(one for one in elements if one.key == key)


def there(app, key):
    return any(one.key == key for one in app.button)


def complain(text="손잡이가 깨졌어요", hours=1.0, **more):
    opened_at = session.now() - timedelta(hours=hours)
    one = Complaint(text, opened_at=opened_at, **more)
    return with_shop(lambda shop: voice_complaints.add(shop, one, session.now()))


def review(hours, stars=1):
    at = int((session.now() - timedelta(hours=hours)).timestamp())
    row = {"mall": 1, "review_no": "R1", "rating": stars, "text": "금이 갔어요", "written_at": at}
    with_shop(lambda shop: facts.put(shop.store, Record.REVIEW, [row], 0))


def plainly(app):
    """What is read, without the signs that keep it from being markup."""
    return [one.replace("\\", "") for one in texts(app)]


def status():
    def read(shop):
        (one,) = voice_complaint_list.listed(shop, session.today())
        return one.complaint

    return with_shop(read)


def test_a_review_of_one_star_that_waits_25_hours_stands_first():
    complain(hours=2)
    review(hours=25)
    told = texts(opened(PAGE))
    first = next(at for at, said in enumerate(told) if "금이 갔어요" in said)
    second = next(at for at, said in enumerate(told) if "손잡이가 깨졌어요" in said)
    assert first < second
    assert any("그중 1건은 늦었어요" in said for said in told)
    assert any("1시간 늦었어요" in said for said in told)


def test_a_complaint_is_replied_to_solved_and_looked_at_again():
    one = complain()
    app = opened(PAGE)
    app = find(app.button, f"voice.complaint.waits.{one.id}.reply").click().run()
    assert status().status is ComplaintStatus.DOING
    app.session_state[f"voice.complaint.waits.{one.id}.solve"] = True
    app.run()
    key = f"voice.complaint.waits.{one.id}"
    find(app.text_area, f"field.{key}.alternative").set_value("새것으로 바꿔 드림")
    find(app.number_input, f"field.{key}.cost").set_value(12_000)
    app = find(app.button, f"{key}.solved").click().run()
    told = status()
    assert (told.status, told.alternative, told.cost) == (
        ComplaintStatus.SOLVED, "새것으로 바꿔 드림", 12_000,
    )  # fmt: skip
    assert not there(app, f"{key}.reply")
    app = find(app.button, f"voice.complaint.all.{one.id}.check").click().run()
    assert status().status is ComplaintStatus.CHECKED
    app = find(app.button, "voice.done.undo").click().run()
    assert status().status is ComplaintStatus.SOLVED


def test_without_an_alternative_nothing_is_solved_and_what_was_typed_stays():
    one = complain()
    app = opened(PAGE)
    key = f"voice.complaint.waits.{one.id}"
    app.session_state[f"{key}.solve"] = True
    app.run()
    find(app.number_input, f"field.{key}.cost").set_value(3_000)
    app = find(app.button, f"{key}.solved").click().run()
    assert status().status is ComplaintStatus.RECEIVED
    assert "대안을 먼저 적어 주세요" in app.error[0].value
    assert find(app.number_input, f"field.{key}.cost").value == 3_000


def test_a_step_that_was_done_in_another_window_is_not_done_twice():
    one = complain()
    app = opened(PAGE)
    with_shop(lambda shop: reply(shop, one.id, session.now()))
    first = status().first_reply_at
    app = find(app.button, f"voice.complaint.waits.{one.id}.reply").click().run()
    assert "다른 창에서 먼저 고쳤어요" in app.warning[0].proto.title
    assert status().first_reply_at == first


def test_a_bad_remark_is_answered_and_that_is_taken_back():
    said = Remark("별로", session.today(), scale=AskedScale.CSAT, score=1)
    one = with_shop(lambda shop: voice_feedback.add(shop, said, session.now()))
    app = opened(PAGE)
    key = f"voice.answer.remark.{one.id}"
    app = find(app.button, f"{key}.answered").click().run()
    assert not there(app, f"{key}.answered")
    app = find(app.button, "voice.done.undo").click().run()
    assert there(app, f"{key}.answered")


def test_a_guess_is_shown_as_one_and_is_the_sellers_to_overrule():
    said = Remark("손잡이가 깨져서 왔어요", session.today())
    one = with_shop(lambda shop: voice_feedback.add(shop, said, session.now()))
    app = opened(PAGE)
    assert any("어림" in it.value for it in app.markdown)
    app = find(app.button, f"voice.answer.remark.{one.id}.bad").click().run()
    assert not any("어림" in it.value for it in app.markdown)
    assert there(app, f"voice.answer.remark.{one.id}.good")
    app = find(app.button, f"voice.answer.remark.{one.id}.good").click().run()
    assert not there(app, f"voice.answer.remark.{one.id}.good")


def test_a_review_becomes_a_complaint_whose_clock_goes_on():
    review(hours=30)
    app = opened(PAGE)
    app = find(app.button, "voice.answer.review.1-R1.complain").click().run()
    told = status()
    assert (told.review_no, told.text) == ("R1", "금이 갔어요")
    assert told.is_overdue(session.now())
    app = find(app.button, "voice.done.undo").click().run()
    assert there(app, "voice.answer.review.1-R1.complain")


def test_the_limits_are_set_in_one_place():
    app = opened(PAGE)
    app.session_state["voice.answer.limits"] = True
    app.run()
    find(app.number_input, "field.voice.answer.answer_hours").set_value(48)
    app = find(app.button, "voice.answer.limits.save").click().run()
    assert with_shop(voice_limits.limits).answer_hours == 48
    app = find(app.button, "voice.done.undo").click().run()
    assert with_shop(voice_limits.limits).answer_hours == 24


def test_of_many_that_wait_the_first_are_shown_and_the_rest_counted():
    for number in range(20):
        complain(f"{number}번째 불만", hours=30)
    app = opened(PAGE)
    assert sum(there(app, f"voice.complaint.waits.{n}.reply") for n in range(1, 21)) == 15
    assert any("5건이 더 나와요" in one.value for one in app.caption)


def test_the_numbers_of_complaints_are_told_only_where_there_are_enough():
    one = complain()
    with_shop(lambda shop: reply(shop, one.id, session.now()))
    told = " ".join(plainly(opened(PAGE)))
    assert "답변 5건부터 보여 드려요" in told
    assert "손님이 5명이 되면 보여 드려요" in told
    assert "다시 산 손님: 불만을" in told


def test_a_review_waits_as_long_on_both_tabs():
    review(hours=65)
    app = opened(PAGE)
    assert any("3일째 기다려요 · 41시간 늦었어요" in said for said in plainly(app))
    app.query_params["tab"] = "reviews"
    assert any("3일째 기다려요]" in said for said in plainly(app.run()))


def test_a_complaint_of_a_review_goes_back_to_being_a_review():
    review(hours=25)
    app = opened(PAGE)
    app = next(it for it in app.button if it.key and it.key.endswith(".complain")).click().run()
    one = status()
    app = opened(PAGE)  # the undo at the foot is gone with a reload
    back = find(app.button, f"voice.complaint.waits.{one.id}.delete")
    assert back.label == "불만 아니에요"
    told = plainly(back.click().run())
    assert any("불만에서 뺐어요. 리뷰는 그대로 있어요." in said for said in told)
    assert any("별점 1점 리뷰" in said for said in told)
    assert with_shop(lambda shop: voice_complaint_list.listed(shop, session.today())) == []


def test_all_complaints_open_at_the_first_stage_that_has_some_and_tell_how_many():
    one = complain()
    with_shop(lambda shop: reply(shop, one.id, session.now()))
    app = opened(PAGE)
    stages = find(app.button_group, "voice.complaint.status")
    assert stages.options == ["대응 중 1"]
    assert there(app, f"voice.complaint.all.{one.id}.delete")


def test_a_step_names_the_stage_it_leads_to():
    one = complain()
    app = find(opened(PAGE).button, f"voice.complaint.waits.{one.id}.reply").click().run()
    assert any("‘대응 중’ 단계로 옮겼어요." in said for said in plainly(app))


def test_a_solution_that_comes_after_another_window_solved_it_is_told_as_not_kept():
    one = complain()
    app, key = opened(PAGE), f"voice.complaint.waits.{one.id}"
    app.session_state[f"{key}.solve"] = True
    app.run()
    with_shop(lambda shop: solve(shop, one.id, session.now(), alternative="환불"))
    find(app.text_area, f"field.{key}.alternative").set_value("새것으로 교환")
    app = find(app.button, f"{key}.solved").click().run()
    assert any("적은 대안은 넣지 않았어요: ‘새것으로 교환’" in said for said in plainly(app))
    assert status().alternative == "환불"


def test_low_reviews_too_old_to_wait_are_named_and_lead_to_all_reviews():
    review(hours=24 * 120)
    assert any("1개가 더 있어요" in said or "90일" in said for said in plainly(opened(PAGE)))


def test_questions_without_an_answer_are_named_with_the_oldest():
    four = session.now() - timedelta(days=4)
    asked = int(four.timestamp())
    rows = [
        {
            "mall": 1,
            "inquiry_no": f"Q{n}",
            "asked_at": asked,
            "text": "언제 와요?",
            "is_answered": 0,
        }
        for n in range(2)
    ]
    with_shop(lambda shop: facts.put(shop.store, Record.INQUIRY, rows, 0))
    told = " ".join(plainly(opened(PAGE)))
    day = formats.day(seoul_day(four))
    assert f"상품 문의 2건이 답을 기다려요. 가장 오래된 문의는 {day}에 왔어요" in told


def changing(one):
    """The page with the form of a complaint open."""
    app = opened(PAGE)
    app.session_state[f"voice.complaint.waits.{one.id}.change"] = True
    return app.run()


def test_a_complaint_is_changed_in_a_form_that_opens_on_demand():
    one, before = complain(), status()
    field = f"field.voice.complaint.waits.{one.id}.change"
    app = changing(one)
    find(app.text_area, f"{field}.text").set_value("이가 나갔어요")
    find(app.text_area, f"{field}.note").set_value("단골")
    find(app.number_input, f"{field}.cost").set_value(5_000)
    app = find(app.button, f"{field}.save").click().run()
    kept = status()
    assert (kept.text, kept.note, kept.cost, kept.due_at) == (
        "이가 나갔어요", "단골", 5_000, before.due_at,
    )  # fmt: skip
    find(app.button, "voice.done.undo").click().run()
    assert (status().text, status().cost) == (one.text, None)


def test_a_complaint_that_was_changed_in_another_window_keeps_what_was_typed_here():
    one = complain()
    field = f"field.voice.complaint.waits.{one.id}.change"
    app = changing(one)
    with_shop(lambda shop: voice_complaints.edit(shop, replace(one, note="먼저"), session.now()))
    find(app.text_area, f"{field}.text").set_value("나중")
    app = find(app.button, f"{field}.save").click().run()
    assert (status().text, status().note) == (one.text, "먼저")
    assert "다른 창에서 먼저 고쳤어요" in app.warning[0].proto.title
    assert find(app.text_area, f"{field}.text").value == "나중"
