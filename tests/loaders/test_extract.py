"""From a document to claims: offsets, references, dates, and what is refused."""

from datetime import datetime

import pytest

from graph.claims import Claim
from graph.schema import Modality
from loaders.discourse.alphabet import COMPANY
from loaders.discourse.entities import Entities
from loaders.discourse.sentence import Span
from loaders.document import SHANGHAI, Document, Extraction, KnownName, Zone, ZoneKind
from loaders.extraction import extract

NAMES = [
    KnownName("星海集团", "Company", ("星海集团", "星海")),
    KnownName("麦田网", "Company", ("麦田网",)),
    KnownName("云帆科技", "Company", ("云帆科技",)),
    KnownName("北斗资本", "Company", ("北斗资本",)),
    KnownName("海棠画册", "Product", ("海棠画册",)),
    KnownName("听潮", "Product", ("听潮",)),
    KnownName("云帆画廊", "Product", ("云帆画廊",)),
]


def document(text: str, published: str | None = "2023-07-12", zones: list[Zone] | None = None) -> Document:
    day = None if published is None else datetime.fromisoformat(published).replace(tzinfo=SHANGHAI)
    return Document("d", text, "d.txt", published=day, zones=zones or [Zone(0, len(text), ZoneKind.BODY)])


def read(text: str, published: str | None = "2023-07-12") -> Extraction:
    return extract(document(text, published), NAMES)


def edges(found: Extraction) -> set[tuple[str, str, str, str]]:
    return {
        (c.predicate, c.subject.name if c.subject else "", c.object.name if c.object else "", c.date or "")
        for c in found.claims
    }


def one(text: str, predicate: str) -> Claim:
    (claim,) = [c for c in read(text).claims if c.predicate == predicate]
    return claim


ARTICLE = """星海集团收购麦田网，投资云帆科技

2015年4月2日，星海集团上线读画应用“海棠画册”。用的人一直不多，2016年11月8日关停，并入了“云帆画廊”。
另外，星海集团收购了麦田网49%股权，作价3亿元。公司还入股云帆科技、北斗资本等企业。
"""


def test_every_offset_leads_to_what_is_printed() -> None:
    found = read(ARTICLE)
    assert len(found.claims) >= 6
    for claim in found.claims:
        assert ARTICLE[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        for side in (claim.subject, claim.object, claim.counterparty):
            if side is not None:
                assert ARTICLE[side.start : side.end] == side.mention
        for value in claim.values:
            assert value.start is not None and ARTICLE[value.start : value.end] == value.mention
    for left in found.skipped:
        assert ARTICLE[left.start : left.end] == left.quote
        assert left.reason


def test_what_the_article_says() -> None:
    assert edges(read(ARTICLE)) >= {
        ("LAUNCHED", "星海集团", "海棠画册", "2015-04-02"),
        ("SHUT_DOWN", "海棠画册", "", "2016-11-08"),
        ("MERGED_INTO", "海棠画册", "云帆画廊", "2016-11-08"),
        ("INVESTED_IN", "星海集团", "麦田网", ""),
        ("INVESTED_IN", "星海集团", "云帆科技", ""),
        ("INVESTED_IN", "星海集团", "北斗资本", ""),
    }


def test_two_runs_give_the_same_claims_and_ids() -> None:
    first, second = read(ARTICLE), read(ARTICLE)
    assert [c.to_json() for c in first.claims] == [c.to_json() for c in second.claims]
    assert len({c.id for c in first.claims}) == len(first.claims)


def test_an_empty_document_states_nothing() -> None:
    assert read("\n \n").claims == []


def test_a_stake_below_half_is_no_control() -> None:
    text = "2019年7月，星海集团收购麦田网49%股权。"
    claim = one(text, "INVESTED_IN")
    assert [(v.amount, v.unit, v.what) for v in claim.values] == [(49, "percent", "stake")]
    assert one("2019年7月，星海集团收购麦田网51%股权。", "ACQUIRED").date == "2019-07"


def test_traditional_characters_are_read_and_printed_as_they_are() -> None:
    text = "2010年4月，星海集團收購麥田網。"
    claim = one(text, "ACQUIRED")
    assert claim.subject is not None and claim.subject.mention == "星海集團"
    assert claim.object is not None and claim.object.mention == "麥田網"
    assert text[claim.object.start : claim.object.end] == "麥田網"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星海集团推出了听潮，收购麦田网。", ("ACQUIRED", "星海集团", "麦田网")),
        ("麦田网被星海集团以5亿元收购。", ("ACQUIRED", "星海集团", "麦田网")),
        ("星海集团完成对麦田网的收购。", ("ACQUIRED", "星海集团", "麦田网")),
        ("星海集团以5亿元将麦田网收入囊中。", ("ACQUIRED", "星海集团", "麦田网")),
        ("麦田网获得星海集团投资。", ("INVESTED_IN", "星海集团", "麦田网")),
        ("麦田网引入星海集团作为战略投资者。", ("INVESTED_IN", "星海集团", "麦田网")),
        ("此前星海集团投资的麦田网今年扭亏。", ("INVESTED_IN", "星海集团", "麦田网")),
        ("星海集团持有麦田网5%的股份。", ("INVESTED_IN", "星海集团", "麦田网")),
        ("星海集团与麦田网达成战略合作。", ("PARTNERED_WITH", "星海集团", "麦田网")),
        ("星海集团将麦田网转让给云帆科技。", ("DIVESTED", "星海集团", "麦田网")),
        ("星海集团通过云帆科技推出听潮。", ("LAUNCHED", "星海集团", "听潮")),
    ],
)
def test_who_did_what_to_whom(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in {edge[:3] for edge in edges(read(text))}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("星海集团推出听潮，收购麦田网。", ("LAUNCHED", "星海集团", "麦田网")),
        ("星海集团收购麦田网大股东云帆科技持有的海棠画册。", ("ACQUIRED", "星海集团", "麦田网")),
        ("麦田网获得星海集团投资。", ("INVESTED_IN", "麦田网", "星海集团")),
        ("星海集团收购麦田网旗下的听潮。", ("ACQUIRED", "星海集团", "麦田网")),
        ("星海集团间接持有麦田网1%的股份。", ("INVESTED_IN", "星海集团", "麦田网")),
    ],
)
def test_what_a_careless_reader_would_take(text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in {edge[:3] for edge in edges(read(text))}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("星海集团能否收购麦田网？", "a question"),
        ("星海集团是否会收购麦田网仍不清楚。", "a question"),
        ("据说星海集团这次算是“收购”了麦田网。", "the verb stands in quotation marks"),
        ("星海集团接连收购药店类企业。", "no name in the phrase"),
    ],
)
def test_what_was_left_and_why(text: str, reason: str) -> None:
    found = read(text)
    assert not [c for c in found.claims if c.predicate == "ACQUIRED"]
    assert reason in {s.reason for s in found.skipped}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("星海集团收购了麦田网。", Modality.ASSERTED),
        ("星海集团拟收购麦田网。", Modality.PLANNED),
        ("星海集团否认收购麦田网。", Modality.DENIED),
        ("如果星海集团收购麦田网，格局将改变。", Modality.HYPOTHETICAL),
    ],
)
def test_how_sure(text: str, modality: Modality) -> None:
    assert one(text, "ACQUIRED").modality is modality


def test_a_heading_needs_its_names_in_the_text() -> None:
    text = "星海集团收购麦田网\n云帆科技今年推出听潮。"
    zones = [Zone(0, 9, ZoneKind.HEADING), Zone(10, len(text), ZoneKind.BODY)]
    found = extract(document(text, zones=zones), NAMES)
    assert {c.predicate for c in found.claims} == {"LAUNCHED"}
    assert "a heading, with a name that the text does not print" in {s.reason for s in found.skipped}


def test_zones_that_are_not_read_state_nothing() -> None:
    text = "星海集团收购麦田网。"
    zones = [Zone(0, len(text), ZoneKind.ADVERTISEMENT)]
    assert extract(document(text, zones=zones), NAMES) == Extraction()


def test_references() -> None:
    text = "星海集团持有麦田网5%的股份，后者是云帆科技的大股东。"
    assert ("INVESTED_IN", "麦田网", "云帆科技", "") in edges(read(text))
    text = "2016年6月，星海集团收购麦田网，并将其并入云帆科技。"
    assert ("MERGED_INTO", "麦田网", "云帆科技", "2016-06") in edges(read(text))
    claim = one("星海集团旗下的听潮上周停服了。该应用只运行了两个冬天。", "SHUT_DOWN")
    assert claim.subject is not None and claim.subject.name == "听潮"


def test_one_deal_has_one_event() -> None:
    text = "麦田网获得星海集团、北斗资本投资。"
    claims = read(text).claims
    assert len(claims) == 2
    assert len({c.event for c in claims}) == 1


def test_a_round_is_read_with_leader_and_amount() -> None:
    text = "昨天，麦田网官宣3亿美元B轮融资，由星海集团领投，北斗资本跟投。"
    found = read(text).claims
    raised = next(c for c in found if c.predicate == "RAISED")
    assert (raised.round, [(v.amount, v.unit) for v in raised.values]) == ("B轮", [(300000000, "USD")])
    leads = {c.subject.name: c.lead for c in found if c.predicate == "INVESTED_IN" and c.subject}
    assert leads == {"星海集团": True, "北斗资本": False}


def test_figures_of_parties_apart() -> None:
    text = "星海集团和云帆科技同日入股麦田网，出资额分别为4000万元和900万元。"
    stakes = {c.subject.name for c in read(text).claims if c.predicate == "INVESTED_IN" and c.subject}
    assert stakes == {"星海集团", "云帆科技"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013年，星海集团的餐饮业务全年营收才过百亿。", {("revenue", 10_000_000_000, "2013")}),
        ("星海集团市值51.60亿美元。", {("market_cap", 5_160_000_000, None)}),
        (
            "2022年，星海集团营收同比增长逾3倍，今年营收预计达到80亿元，明年将过100亿元。",
            {
                ("revenue_growth", 300, "2022"),
                ("revenue", 8_000_000_000, "2023"),
                ("revenue", 10_000_000_000, "2024"),
            },
        ),
        ("截至2016年12月31日，星海集团门店共318家。", {("store_count", 318, "2016-12-31")}),
        ("星海集团占据面粉市场18%的市场份额。", {("market_share", 18, None)}),
        ("星海集团的目标是市场份额达40%。", set()),
        ("全国茶叶市场交易额达到3000亿元。", set()),
    ],
)
def test_measures(text: str, expected: set[tuple[str, float, str | None]]) -> None:
    got = {
        (c.values[0].what, c.values[0].amount, c.date) for c in read(text).claims if c.predicate == "METRIC"
    }
    assert got == expected


def test_people_and_their_positions() -> None:
    text = "星海集团创始人、董事局主席兼首席执行官唐远舟说，茶叶明年不涨价。"
    claim = one(text, "ROLE")
    assert claim.title == "创始人、董事局主席兼首席执行官"
    assert claim.subject is not None and (claim.subject.name, claim.subject.type) == ("唐远舟", "Person")


@pytest.mark.parametrize(
    ("forms", "groups"),
    [
        (["云路", "云路超市", "云路超市股份有限公司"], 1),
        (["云路集团", "云路集团有限公司", "杭州云路集团"], 1),
        (["云路", "云路果园"], 2),
        (["麦宝网", "麦宝商城"], 2),
    ],
)
def test_forms_of_one_entity(forms: list[str], groups: int) -> None:
    plain = "，".join(forms)
    spans = [Span(plain.index(form), plain.index(form) + len(form), COMPANY) for form in forms]
    entities = Entities(plain, spans)
    assert len({entities.key(span) for span in spans}) == groups


def test_a_sale_and_its_purchase_are_one_deal() -> None:
    """What is sold for a sum is bought for it; a part below half is a stake."""
    found = read("星海集团把麦田网35%股权作价3亿元转让给云帆科技。").claims
    assert {(c.predicate, c.subject.name if c.subject else "") for c in found} == {
        ("DIVESTED", "星海集团"),
        ("INVESTED_IN", "云帆科技"),
    }
    assert {tuple(sorted(v.mention for v in c.values)) for c in found} == {("35%", "3亿元")}


def test_the_day_of_an_announcement_that_goes_on() -> None:
    found = read("7月3日，星海集团公告称，陶小满不再任职；星海集团同时将云帆科技以4亿元出售给麦田网。")
    assert {c.date for c in found.claims if c.predicate == "DIVESTED"} == {"2023-07-03"}


def test_a_product_brings_out_no_other() -> None:
    found = read("星海集团是一家书商。2011年推出的“灯笼书城”卖得很慢，两年后又推出“青瓦书单”。")
    assert ("LAUNCHED", "星海集团", "青瓦书单") in {edge[:3] for edge in edges(found)}


def test_a_product_told_of_last_is_not_what_the_article_is_about() -> None:
    told = "星海集团今天上市。星海集团由陶小满创立，旗下的“听潮”卖到了岛上。"
    assert ("INVESTED_IN", "麦田网", "星海集团") in {
        edge[:3] for edge in edges(read(told + "麦田网、云帆科技是其股东，星海集团说。"))
    }
    found = edges(read("星海集团搬家。星海集团开店。去年，星海集团推出“听潮”。同类平台有麦田网。"))
    assert not any(edge[:2] == ("COMPETES_WITH", "听潮") for edge in found)


def test_the_buyer_of_what_has_no_name_takes_no_name() -> None:
    found = edges(read("去年，星海集团收购了对手的股份，更名为“听潮印务”。"))
    assert not any(edge[0] == "RENAMED_TO" for edge in found)


def test_a_short_form_as_subject_and_what_follows_a_new_name() -> None:
    found = edges(read("听潮是海豚互动集团旗下的书店。海豚后来改名青瓦公司，1999年在纽交所挂牌。"))
    assert ("RENAMED_TO", "海豚", "青瓦公司") in {edge[:3] for edge in found}
    assert ("LISTED", "青瓦公司", "纽交所") in {edge[:3] for edge in found}


def test_who_founded_what_came_before() -> None:
    found = read("海棠画册由麦田网经营。前身“听潮”诞生于1998年，由陶小满创办，只有一间屋子。")
    assert ("FOUNDED", "听潮", "陶小满") in {edge[:3] for edge in edges(found)}


def test_what_founders_are_stands_behind_the_last_of_them() -> None:
    found = read("星海集团由陶小满、邱海生、韦文三位师范同学于1997年创办。")
    assert {c.object.name for c in found.claims if c.predicate == "FOUNDED" and c.object} == {
        "陶小满",
        "邱海生",
        "韦文",
    }


def test_who_signs_with_another_acts_alone() -> None:
    found = read("星海集团与云帆科技签署合同，以3亿元受让麦田网70%股权。")
    assert {edge[1] for edge in edges(found) if edge[0] == "ACQUIRED"} == {"星海集团"}


def test_what_a_deal_obtains_is_not_its_object() -> None:
    assert ("ACQUIRED", "星海集团", "麦田网", "") in edges(read("星海集团并购麦田网案获云帆科技支持。"))


def test_a_further_round_has_no_name() -> None:
    rounds = {c.round for c in read("麦田网完成新一轮融资。麦田网完成B轮融资。").claims}
    assert rounds == {None, "B轮"}


def test_what_is_traded_on_an_exchange_need_not_be_a_company() -> None:
    assert edges(read("麦田ETF昨日在上交所上市交易。")) == set()


def test_shares_sold_are_no_sum_of_the_purchase() -> None:
    found = read("星海集团向云帆科技转让其持有的麦田网5000万股股份。").claims
    assert [[v.what for v in c.values] for c in found] == [["shares"], []]


def test_a_name_is_known_without_the_place_it_begins_with() -> None:
    known = (
        KnownName("成都鹭屿潮生", "Company", ("成都鹭屿潮生",)),
        KnownName("石桥船厂", "Company", ("石桥船厂",)),
    )
    claims = extract(document("2018年7月，石桥船厂收购成都鹭屿潮生。"), known).claims
    assert [c.object and c.object.aliases for c in claims if c.predicate == "ACQUIRED"] == [["鹭屿潮生"]]


def test_a_line_of_business_before_a_class_noun_is_no_name() -> None:
    text = "2018年7月，橡湾家居买下手账周边品牌柏屿灯具。"
    known = (KnownName("橡湾家居", "Company", ("橡湾家居",)), KnownName("柏屿灯具", "Product", ("柏屿灯具",)))
    bought = {c.object and c.object.name for c in extract(document(text), known).claims}
    assert bought == {"柏屿灯具"}


def test_shares_sold_on_are_no_control() -> None:
    found = edges(read("早在2004年，北斗资本以4亿元入股云帆科技，2010年将股份卖予星海集团。"))
    assert ("DIVESTED", "北斗资本", "云帆科技", "2010") in found
    assert ("INVESTED_IN", "星海集团", "云帆科技", "2010") in found


def test_each_deed_of_a_list_has_an_object_of_its_own() -> None:
    found = edges(read("星海集团的新办法包括架构创新、投资云帆科技、商业策略“海棠画册”三项。"))
    assert {edge for edge in found if edge[0] == "INVESTED_IN"} <= {
        ("INVESTED_IN", "星海集团", "云帆科技", "")
    }


def test_of_a_list_only_one_is_what_somebody_set_up() -> None:
    found = edges(read("北斗资本投资了麦田网、云帆科技、柳闻溪创办的船运公司海门物流。"))
    assert {("INVESTED_IN", "北斗资本", name, "") for name in ("麦田网", "云帆科技", "海门物流")} <= found


def test_what_a_firm_works_with_is_named_behind_it() -> None:
    found = edges(read("2017年，星海集团投资了云帆科技的纸箱合作工厂泊舟泊舟。"))
    assert ("INVESTED_IN", "星海集团", "云帆科技", "2017") not in found


def test_who_is_set_up_at_the_head_of_a_paragraph_is_the_company_in_it() -> None:
    text = (
        "星海集团成立于2010年，星海集团卖纸。\n"
        "云帆科技成立于2015年，总部在海门。公司完成了A轮融资，投资方包括北斗资本。"
    )
    found = edges(extract(Document("d", text, "d.txt"), NAMES))
    assert ("INVESTED_IN", "北斗资本", "云帆科技", "") in found


def test_where_it_was_looked_up_is_not_who_it_is_about() -> None:
    text = "星海集团去年搬了家。星海集团上市的事没有人提。\n麦田网显示，去年星海集团融资三次。2019年9月，这家公司完成A轮融资，由北斗资本领投。"
    found = edges(read(text))
    assert ("INVESTED_IN", "北斗资本", "星海集团", "2019-09") in found


def test_a_data_platform_is_no_source() -> None:
    found = edges(read("9月8日讯，海运数据平台云帆科技昨天完成B轮融资，由北斗资本领投，麦田网跟投。"))
    assert {edge[2] for edge in found if edge[0] == "INVESTED_IN"} == {"云帆科技"}


def test_a_text_without_a_day_has_dates_all_the_same() -> None:
    """去年10月 is when it was, though nobody can say which; the date before it is of something else."""
    text = "听潮到家2015年在岛上办起了第一家店，去年10月关停。“转笛”于上周五下线。"
    document = Document("note", text, "note", zones=[Zone(0, len(text), ZoneKind.BODY)])
    closed = [c for c in extract(document).claims if c.predicate == "SHUT_DOWN"]
    assert [(c.subject.name if c.subject else "", c.date) for c in closed] == [
        ("听潮到家", None),
        ("转笛", None),
    ]
