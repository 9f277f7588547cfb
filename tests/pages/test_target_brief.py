"""The tab 광고 브리프 of 타깃 비교 as its readers see it."""

import pytest

from tests.pages import opening
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/target.py"


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=("brief",))
    assert not app.exception
    return app


@pytest.mark.usefixtures("folder")
def test_without_anything_it_says_what_it_needs():
    said = "\n".join(opening.texts(page())).replace("\\", "")
    assert "페르소나를 적거나 주문 파일을 넣으면" in said
    assert faults_on_screen(said) == []


@pytest.mark.usefixtures("folder")
def test_what_was_changed_is_there_again_on_return_and_says_how_long():
    opening.keep_sample()
    app = page()
    field = next(one for one in app.text_area if "target.brief" in str(one.key))
    field.set_value("내 브리프").run()
    stays = "고친 내용은 이 창을 닫을 때까지 남아 있어요."
    assert stays in "\n".join(opening.texts(app)).replace("\\", "")
    app.switch_page("pages/start/today.py").run()
    app.query_params["tab"] = "brief"
    app.switch_page(PAGE).run()
    field = next(one for one in app.text_area if "target.brief" in str(one.key))
    assert field.value == "내 브리프"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("language", "heads"),
    [("ko", ("[우리가 생각하는 손님]", "[실제로 사는 손님]", "[사는 때]", "[많이 팔리는 상품]")),
     ("en", ("[Whom we mean]", "[Who buys]", "[When they buy it]", "[What sells most]"))],
)  # fmt: skip
def test_the_sample_shop_has_a_whole_brief(language, heads):
    opening.keep_sample()
    app = page(language)
    told = next(one.value for one in app.text_area if "target.brief" in str(one.key))
    for head in heads:
        assert head in told
    assert "nan" not in told
