"""The tab 만족도 in a real browser."""

from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from core.services import voice_batches
from core.services.voice_feedback import Remark
from core.terms.voice import AskedScale, VoiceSource
from core.ui import session
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "voice?tab=satisfaction"
PATIENCE = 60_000
"""Milliseconds: the page, the server and the browser share the machine with other tests."""


@pytest.fixture(scope="module", autouse=True)
def _answers(server: Server) -> None:
    """A shop whose customers have been asked for half a year."""
    shop = shops.opened(server.data)
    today = session.today()
    shops.take(shop, shops.steady(120, 3, last=today))
    some = [
        Remark("", today - timedelta(days=2 * back), VoiceSource.TALK, AskedScale.CSAT,
               2 if back % 6 == 0 else 5)
        for back in range(90)
    ]  # fmt: skip
    voice_batches.add_many(shop, some, session.now())
    shop.close()


def test_groups_and_what_care_goes_along_with_are_opened_by_keyboard(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    compare = page.get_by_role("switch", name="견주어 보기").or_(
        page.get_by_role("checkbox", name="견주어 보기")
    )
    compare.first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("누구의 불만인지 아는 것이 아직 없어요.")).to_be_visible(
        timeout=PATIENCE
    )
    groups = page.get_by_text("상품과 채널별로 보기").first
    groups.click()
    expect(page.get_by_text("말한 곳별").first).to_be_visible(timeout=PATIENCE)


FILE = """날짜,내용,무엇을 물었나,점수,어디서
2026-11-20,리본이 예뻤어요,만족도,5,톡톡
2026-11-21,상자가 눌려서 왔어요,만족도,2,전화
2026-11-21,날짜만 있어요,만족도,8,전화
"""


def test_a_file_of_remarks_comes_in_and_goes_out_again(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    card = page.locator(".st-key-card-voice-file")
    file = {"name": "말.csv", "mimeType": "text/csv", "buffer": FILE.encode()}

    card.locator('input[type="file"]').set_input_files(files=[file])  # type: ignore[list-item]

    expect(card.get_by_text("2줄을 넣을 수 있어요.")).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text("건너뜀")).to_be_visible()
    card.get_by_role("button", name="이대로 넣기").click()
    expect(card.get_by_text("2줄을 넣었어요.")).to_be_visible(timeout=PATIENCE)
    listed = card.get_by_text("말.csv · ")
    expect(listed).to_contain_text("2줄")

    card.get_by_role("button", name="파일째 되돌리기").click()
    expect(page.get_by_text("2줄을 다시 뺐어요.")).to_be_visible(timeout=PATIENCE)
    expect(listed).to_contain_text("버린 것 2줄")
    card.get_by_role("button", name="되살리기").click()
    expect(page.get_by_text("2줄이 다시 들어왔어요.")).to_be_visible(timeout=PATIENCE)
