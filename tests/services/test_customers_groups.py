"""Groups of customers: who meets a rule on a day, and groups that are kept by name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from sqlalchemy import text

from core.services import customer_book, customers_consent, customers_interests, target_personas
from core.services import customers_groups as services
from core.services import customers_groups_presets as presets
from core.services.customers_consent import Consent, Kind
from core.services.customers_groups import NoteChanged, NoteGone, RuleFault, RuleRefused
from core.services.customers_groups_presets import Preset
from core.services.customers_story import whose
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.services.target_personas import Persona, Proof, ProofKind
from core.store import customers_tags, orders, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState, Region
from core.terms.customer_groups import AnyOf, Between, Block, On, Rule, month_number, rule
from core.terms.order_lines import ORDER_LINES
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class More(Line):
    """A line with what the rules of groups ask for besides."""

    region: Region | None = None
    discount: int | None = None
    mall: Mall = Mall.SMARTSTORE


def take(shop: OpenShop, lines: list[More], *, first: int = 0) -> None:
    """Take lines in, a file for each mall."""
    for mall in sorted({line.mall for line in lines}):
        some = [line for line in lines if line.mall is mall]
        days = [line.day for line in some if line.day]
        at = first + 10_000 * int(mall)
        told = shops.table(some, at)
        for name, values in (
            ("region", [line.region for line in some]),
            ("discount", [line.discount for line in some]),
        ):
            told = told.append_column(
                ORDER_LINES.field(name), pa.array(values, ORDER_LINES.field(name).type)
            )
        with shop.store.write() as session:
            upload = Upload(
                shop_id=shop.id, id=0, name=f"{mall.name}-{first}.xlsx", sha256=f"{at:0>64}",
                format_id="smartstore_dispatch", created_at=NOW, first_day=min(days),
                last_day=max(days), mall=mall.value,
            )  # fmt: skip
            uploads.book(session, upload)
            loading = orders.Loading(session, shop.id, upload.id, None, mall=mall)
            loading.add(told)
            saved = loading.settle()
            upload.rows = upload.new = saved.new
            session.add(upload)


def keys(shop: OpenShop, asked: Rule, day: date = LAST) -> set[str]:
    book = customer_book.read(shop)
    assert book is not None
    found = services.who(shop, book, asked, day)
    assert found is not None
    return {one.lstrip("0") for one in services.keys(shop, found)}


SHOP = [
    More(LAST - 200 * DAY, "ann", 10_000, product="mug", region=Region.SEOUL, discount=0),
    More(LAST - 10 * DAY, "ann", 30_000, product="plate", region=Region.BUSAN, discount=1_000),
    More(LAST - 100 * DAY, "bob", 50_000, product="mug", region=Region.SEOUL, discount=500),
    More(LAST - 90 * DAY, "bob", 5_000, product="mug", discount=500),
    More(LAST, "cat", 7_000, product="bowl"),
    More(LAST - 50 * DAY, "dan", 90_000, product="vase", region=Region.JEJU, discount=0,
         mall=Mall.COUPANG),
    More(LAST - 40 * DAY, "eve", 1_000, product="mug", state=OrderState.CANCELLED),
]  # fmt: skip


CONDITIONS: list[tuple[Rule, set[str]]] = [
    (rule(Between(On.AWAY, 0, 10)), {"ann", "cat"}),
    (rule(Between(On.SINCE_FIRST, 100)), {"ann", "bob"}),
    (rule(Between(On.VISITS, 2)), {"ann", "bob"}),
    (rule(Between(On.VISITS, 1, None, 30)), {"ann", "cat"}),
    (rule(Between(On.VISITS, None, 0, 30)), {"bob", "dan"}),
    (rule(Between(On.WON, 40_000)), {"ann", "bob", "dan"}),
    (rule(Between(On.WON, 1, None, 11)), {"ann", "cat"}),
    (rule(Between(On.WON, 1, None, 10)), {"cat"}),
    (rule(Between(On.TOP, None, 25)), {"dan"}),
    (rule(Between(On.FIRST_MONTH, month_number(LAST))), {"cat"}),
    (rule(AnyOf(On.PRODUCT, ("mug",))), {"ann", "bob"}),
    (rule(AnyOf(On.PRODUCT, ("mug",), within=100)), {"bob"}),
    (rule(AnyOf(On.PRODUCT, ("mug", "vase"), is_not=True)), {"cat"}),
    (rule(AnyOf(On.PRODUCT, ("no such",), is_not=True)), {"ann", "bob", "cat", "dan"}),
    (rule(AnyOf(On.MALL, (int(Mall.COUPANG),))), {"dan"}),
    (rule(AnyOf(On.MALL, (int(Mall.COUPANG),), is_not=True)), {"ann", "bob", "cat"}),
    (rule(AnyOf(On.REGION, (int(Region.SEOUL),))), {"bob"}),
    (rule(AnyOf(On.REGION, (int(Region.SEOUL),), is_not=True)), {"ann", "dan"}),
    (rule(Between(On.DISCOUNT, None, 0)), {"dan"}),
    (rule(Between(On.DISCOUNT, 80)), {"bob"}),
    (rule(Between(On.DISCOUNT, 50, 50)), {"ann"}),
    (Rule((Block((Between(On.AWAY, 0, 0), AnyOf(On.MALL, (2,))), is_all=False),)),
     {"cat", "dan"}),
    (Rule((Block((Between(On.VISITS, 2),)), Block((Between(On.AWAY, 0, 0),))), is_all=False),
     {"ann", "bob", "cat"}),
]  # fmt: skip


def test_a_condition_finds_its_customers(shop: OpenShop):
    take(shop, SHOP)

    found = [keys(shop, _with_keys(shop, asked)) for asked, _ in CONDITIONS]

    assert found == [wanted for _, wanted in CONDITIONS]


def _with_keys(shop: OpenShop, asked: Rule) -> Rule:
    """The rule with the keys of products in place of their names."""
    with shop.store.read() as session:
        found = session.execute(text("SELECT name, key FROM product")).all()
    named = {str(name): str(key) for name, key in found}
    blocks = tuple(
        Block(
            tuple(
                AnyOf(it.on, tuple(named.get(str(v), v) for v in it.any_of), it.is_not, it.within)
                if isinstance(it, AnyOf) and it.on is On.PRODUCT
                else it
                for it in block.conditions
            ),
            block.is_all,
        )
        for block in asked.blocks
    )
    return Rule(blocks, asked.is_all)


def test_the_list_of_a_day_is_the_one_that_was_known_then(shop: OpenShop):
    then = LAST - 60 * DAY
    take(shop, [line for line in SHOP if line.day and line.day <= then])
    asked = [
        rule(Between(On.AWAY, 0, 45)), rule(Between(On.TOP, None, 50)),
        rule(Between(On.VISITS, 1, 1)), rule(AnyOf(On.STATE, (1, 2))),
        rule(AnyOf(On.SEGMENT, (1, 2, 3, 4))),
    ]  # fmt: skip
    before = [keys(shop, one, then) for one in asked]

    take(shop, [line for line in SHOP if line.day and line.day > then], first=500)

    assert [keys(shop, one, then) for one in asked] == before
    assert [keys(shop, one) for one in asked] != before


def test_nobody_is_there_before_the_first_order_and_later_days_are_the_last_one(shop: OpenShop):
    take(shop, SHOP)
    book = customer_book.read(shop)
    assert book is not None

    assert services.who(shop, book, rule(Between(On.VISITS, 1)), LAST - 999 * DAY) is None
    late = services.who(shop, book, rule(Between(On.AWAY, 0, 0)), LAST + 50 * DAY)
    assert late is not None
    assert (late.day, len(late.buyers)) == (LAST, 1)


def test_consent_counts_as_it_was_on_the_day(shop: OpenShop):
    take(shop, SHOP)
    key = f"{'ann':0>32}"
    customers_consent.give(
        shop, Consent(key, Kind.MARKETING, LAST - 5 * DAY, "chat"), NOW
    )  # fmt: skip
    agreed, unknown = (rule(AnyOf(On.CONSENT, (it,))) for it in ("given", "unknown"))

    assert keys(shop, agreed) == {"ann"}
    assert keys(shop, unknown) == {"bob", "cat", "dan"}
    assert keys(shop, agreed, LAST - 6 * DAY) == set()
    assert keys(shop, rule(AnyOf(On.CONSENT, ("given",), is_not=True))) == {"bob", "cat", "dan"}


def test_a_persona_is_who_the_seller_says_else_who_bought_what_proves_one(shop: OpenShop):
    take(shop, SHOP)
    with shop.store.read() as session:
        mug = int(session.execute(text("SELECT id FROM product WHERE name = 'mug'")).scalar_one())
    tea = target_personas.add(
        shop, Persona("tea", evidence=(Proof(ProofKind.PRODUCT, mug),)), NOW
    ).id
    gift = target_personas.add(shop, Persona("gift"), NOW).id
    assert tea is not None
    assert gift is not None
    with shop.store.write() as session:
        customers_tags.set_persona(session, shop.id, [f"{'bob':0>32}"], gift, NOW)

    assert keys(shop, rule(AnyOf(On.PERSONA, (tea,)))) == {"ann"}
    assert keys(shop, rule(AnyOf(On.PERSONA, (gift,)))) == {"bob"}
    assert keys(shop, rule(AnyOf(On.PERSONA, (gift,), is_not=True))) == {"ann"}


def test_an_interest_is_in_the_name_of_a_product_or_said_by_the_seller(shop: OpenShop):
    take(shop, [
        More(LAST, "ann", product="산악 러닝 조끼"), More(LAST, "bob", product="산악 러닝 양말"),
        More(LAST, "cat", product="컵"),
    ])  # fmt: skip
    assert keys(shop, rule(AnyOf(On.INTEREST, ("산악 러닝",)))) == {"ann", "bob"}

    customers_interests.add(shop, whose(shop, f"{'cat':0>32}"), "산악 러닝", NOW)
    with shop.store.write() as session:
        customers_tags.put(session, shop.id, [f"{'bob':0>32}"], {"산악 러닝": True}, NOW)

    assert keys(shop, rule(AnyOf(On.INTEREST, ("산악 러닝",)))) == {"ann", "cat"}


def test_columns_of_a_real_store_agree_with_going_through_its_lines(shop: OpenShop):
    random = np.random.default_rng(7)
    lines = [
        More(
            LAST - int(random.integers(200)) * DAY, f"p{random.integers(40)}",
            int(random.integers(1, 9)) * 1_000, product=f"x{random.integers(5)}",
            region=None if random.random() < 0.3 else Region(int(random.choice([11, 26, 41]))),
            discount=None if random.random() < 0.3 else int(random.integers(2)) * 100,
        )
        for _ in range(150)
    ]  # fmt: skip
    take(shop, lines)
    for back, low in ((0, 1), (70, 2)):
        day = LAST - back * DAY
        wanted = _by_hand(lines, day, low)
        asked = Rule((
            Block((Between(On.VISITS, low), AnyOf(On.PRODUCT, ("x1",), within=90))),
            Block((AnyOf(On.REGION, (11,), is_not=True), Between(On.DISCOUNT, 50)), is_all=False),
        ))  # fmt: skip

        assert keys(shop, _with_keys(shop, asked), day) == wanted
        assert wanted


def _by_hand(lines: list[More], day: date, low: int) -> set[str]:
    of = defaultdict(list)
    for line in lines:
        if line.day is not None and line.day <= day:
            of[line.buyer].append(line)
    found = set()
    for buyer, some in of.items():
        often = len({one.day for one in some}) >= low
        bought = any(one.product == "x1" and (day - one.day).days < 90 for one in some)
        known = [one for one in some if one.region is not None]
        last = max((one.day for one in known), default=None)
        region = min((one.region for one in known if one.day == last), default=None)
        told = [one for one in some if one.discount is not None]
        share = sum(one.discount > 0 for one in told) / len(told) if told else None
        if (
            often
            and bought
            and ((region not in {None, 11}) or (share is not None and share >= 0.5))
        ):
            found.add(buyer)
    return found


def test_every_ready_made_group_is_found(shop: OpenShop):
    take(shop, SHOP)

    found = {one: keys(shop, presets.RULES[one]) for one in Preset}

    assert found == {
        Preset.FIRST_MONTH_AFTER: {"dan"},
        Preset.NEW: {"cat"},
        Preset.RESTING_REGULARS: set(),
        Preset.BIG_SPENDERS: set(),
        Preset.BIG_AND_GONE: set(),
        Preset.ONCE_BUT_BIG: set(),
        Preset.FULL_PRICE: set(),
        Preset.DISCOUNT_ONLY: {"bob"},
        Preset.AGREED_RESTING: set(),
    }


ASKED = rule(Between(On.VISITS, 2))


def test_a_group_is_kept_and_found_again(shop: OpenShop):
    take(shop, SHOP)
    made = services.add(shop, "  큰   손 ", ASKED, NOW)

    assert [(one.name, one.rule) for one in services.listed(shop)] == [("큰 손", ASKED)]
    found = services.members(shop, made.id or 0, LAST)
    assert found is not None
    assert {one.lstrip("0") for one in services.keys(shop, found)} == {"ann", "bob"}
    told = found.figures()
    assert (told.size, told.net, told.orders) == (2, 95_000, 4)
    assert (told.second.successes, told.second.trials) == (1, 2)


@pytest.mark.parametrize(
    ("name", "problem"), [(" ", NoteProblem.NOTHING_SAID), ("x" * 61, NoteProblem.TOO_LONG)]
)
def test_a_name_that_is_none_is_refused(shop: OpenShop, name: str, problem: NoteProblem):
    with pytest.raises(NoteRefused) as refused:
        services.add(shop, name, ASKED, NOW)

    assert refused.value.problem is problem
    assert services.listed(shop) == []


def test_a_name_stands_for_one_group_only(shop: OpenShop):
    first = services.add(shop, "Big", ASKED, NOW)
    other = services.add(shop, "small", ASKED, NOW)
    for attempt in (
        lambda: services.add(shop, " big ", ASKED, NOW),
        lambda: services.copy(shop, other, "BIG", NOW),
        lambda: services.change(shop, other, "Big", ASKED, NOW),
    ):
        with pytest.raises(NoteRefused) as refused:
            attempt()
        assert refused.value.problem is NoteProblem.NAME_TAKEN
    assert sorted(one.name for one in services.listed(shop)) == ["Big", "small"]
    changed = services.change(shop, first, "Big", rule(Between(On.VISITS, 3)), NOW)
    services.delete(shop, changed, NOW)
    assert services.add(shop, "Big", ASKED, NOW).id != first.id


def test_every_change_of_a_group_can_be_taken_back(shop: OpenShop):
    one = services.add(shop, "a", ASKED, NOW)
    other = rule(Between(On.AWAY, 90))
    services.change(shop, one, "b", other, NOW)

    assert [(it.name, it.rule, it.undoable) for it in services.listed(shop)] == [("b", other, 1)]
    services.undo(shop, one.id or 0, 2)
    assert [(it.name, it.rule, it.undoable) for it in services.listed(shop)] == [("a", ASKED, 0)]

    services.delete(shop, services.listed(shop)[0], NOW)
    assert services.listed(shop) == []
    with pytest.raises(NoteGone):
        services.members(shop, one.id or 0, LAST)
    (gone,) = services.listed(shop, deleted=True)
    services.undo(shop, gone.id or 0, gone.version)
    assert [it.name for it in services.listed(shop)] == ["a"]


def test_what_another_window_changed_is_not_written_over(shop: OpenShop):
    one = services.add(shop, "a", ASKED, NOW)
    services.change(shop, one, "theirs", ASKED, NOW)

    with pytest.raises(NoteChanged):
        services.change(shop, one, "mine", ASKED, NOW)
    with pytest.raises(NoteChanged):
        services.delete(shop, one, NOW)
    assert [it.name for it in services.listed(shop)] == ["theirs"]


def test_a_copy_goes_its_own_way(shop: OpenShop):
    one = services.add(shop, "a", ASKED, NOW)

    made = services.copy(shop, one, "a (copy)", NOW)
    services.change(shop, made, "c", rule(Between(On.AWAY, 90)), NOW)

    assert {(it.name, it.rule == ASKED) for it in services.listed(shop)} == {
        ("a", True),
        ("c", False),
    }


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        ("{}", RuleFault.UNREADABLE),
        ("rows", RuleFault.UNREADABLE),
        ('{"version":1,"all":true,"blocks":[{"all":true,"conditions":[{"on":"age","least":3}]}]}',
         RuleFault.UNKNOWN),
    ],
)  # fmt: skip
def test_a_rule_changed_by_hand_is_refused_and_stays(shop: OpenShop, kept: str, fault: RuleFault):
    take(shop, SHOP)
    one = services.add(shop, "a", ASKED, NOW)
    with shop.store.write() as session:
        session.execute(text("UPDATE customer_group SET rule = :rule"), {"rule": kept})

    (found,) = services.listed(shop)

    assert (found.name, found.rule, found.fault, found.text) == ("a", None, fault, kept)
    for ask in (
        lambda: services.members(shop, one.id or 0, LAST),
        lambda: services.copy(shop, found, "b", NOW),
    ):
        with pytest.raises(RuleRefused) as refused:
            ask()
        assert refused.value.fault is fault
    assert [it.text for it in services.listed(shop)] == [kept]


def test_a_shop_without_orders_has_groups_but_nobody_in_them(shop: OpenShop):
    one = services.add(shop, "a", ASKED, NOW)

    assert services.members(shop, one.id or 0, LAST) is None
