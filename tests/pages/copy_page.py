"""How tests make, open and read the page 문구 실험."""

import re
from datetime import timedelta

from core.services import copy_test_counts, copy_test_lists, copy_tests
from core.services.copy_tests import Draft
from core.terms.copy_tests import Count, Design, Response, Version
from core.ui import session
from tests.pages import opening
from tests.pages.opening import with_shop

NOW = session.now()
TODAY = session.today()
CHANCE = re.compile(r" ?\(p = [\d.]+\)|:material/\w+: ")
"""What is allowed in the details only, and names of icons."""
PAGE = "pages/improve/tests.py"
TEXTS = (Version("A", "무료로 보내 드려요", need="deal"), Version("B", "오늘 보내 드려요"))
ADS = Draft("배송 광고", Design.AD_PLATFORM, Response.ORDERS, TEXTS, days=14)


def made(draft=ADS, *, begun=None):
    """A draft, or a test that was started some days ago."""
    when = NOW - timedelta(days=begun or 0)

    def do(shop):
        test = copy_tests.add(shop, draft, when)
        return test if begun is None else copy_tests.start(shop, test.id, when)

    return with_shop(do)


def enter(test, days, **versions):
    """Counts of each version, (reacted, shown), spread over the first days of a test."""
    first = test.plan.period.first
    rows = [
        Count(letter, first + timedelta(days=n), shown // days + (n < shown % days),
              reacted // days + (n < reacted % days))
        for letter, (reacted, shown) in versions.items()
        for n in range(days)
    ]  # fmt: skip
    with_shop(lambda shop: copy_test_counts.enter(shop, test.id, rows, NOW))


def ended(**versions):
    """The page of a test whose result has been looked at."""
    test = made(begun=14)
    enter(test, 14, **versions)
    app = page(test)
    press(app, "tests.look.None")
    return app


def divided(test, many):
    """Divide a list of so many phone numbers."""
    numbers = "\n".join(f"010-{1000 + n}-{2000 + n}" for n in range(many))

    def do(shop):
        return copy_test_lists.split(shop, test.id, copy_test_lists.pasted(shop, numbers))

    return with_shop(do)


def find(test):
    """The test as it is kept now."""
    return with_shop(lambda shop: copy_tests.find(shop, test.id))


def page(test=None, step=None, language="ko"):
    """The page, with a test open if one is given."""
    app = opening.opened(PAGE, language=language)
    if test is not None:
        app.query_params["test"] = str(test.id)
        if step is not None:
            app.query_params["step"] = str(step)
        app.run()
    assert not app.exception
    return app


def press(app, key):
    """Press a button."""
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def said(app):
    """All that can be read."""
    notices = [*app.success, *app.warning, *app.error]
    told = [*opening.texts(app), *(one.proto.title for one in notices)]
    return "\n".join(told).replace("\\", "").replace("\u2060", "")


def keys(app):
    """The keys of all buttons."""
    return {one.key for one in app.button}
