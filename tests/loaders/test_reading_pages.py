"""HTML pages: the article out of everything around it, with what the page says of itself."""

from __future__ import annotations

import json

import pytest

from loaders.document import Document, ReadError, ZoneKind
from loaders.reading import from_bytes
from loaders.reading.fetch import Raw

ONE = "生鲜电商“晴禾优选”宣布完成B轮融资，由云栖资本领投，北辰资本跟投，金额为3亿元。"
TWO = "晴禾优选由两位菜农在2019年创办，2020年北辰物流曾入股该公司，持股比例为10%。"
THREE = "晴禾优选表示，资金将用于供应链建设，并计划在2024年进入华南市场。"
JUNK = "阿某集团今日宣布全资收购云栖果园，交易金额为12亿元，云栖果园创始人离职。"


def page(html: str, encoding: str = "utf-8", url: str | None = None) -> Document:
    return from_bytes(Raw(html.encode(encoding), "invented.html", ".html", url=url))


def readable(doc: Document) -> list[str]:
    return [doc.text[z.start : z.end] for z in doc.zones if z.kind.readable]


def kind_of(doc: Document, text: str) -> ZoneKind:
    return next(z.kind for z in doc.zones if doc.text[z.start : z.end] == text)


def test_a_news_page_with_everything_around_it() -> None:
    ld = {
        "@context": "https://schema.org", "@graph": [{
            "@type": "NewsArticle", "headline": "晴禾优选完成B轮融资", "datePublished": "2023-05-06T02:10:00Z",
            "author": [{"@type": "Person", "name": "王小明"}], "publisher": {"@type": "Organization", "name": "某某网"},
            "mainEntityOfPage": {"@id": "https://example.com/news/1"},
        }],
    }  # fmt: skip
    doc = page(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>晴禾优选完成B轮融资_财经_某某网</title>
<script type="application/ld+json">{json.dumps(ld)}</script></head><body>
<div class="top-nav"><a href="/">首页</a><a href="/f">财经</a></div>
<div class="crumbs">当前位置：<a>首页</a> &gt; <a>财经</a> &gt; 正文</div>
<div class="main"><h1>晴禾优选完成B轮融资</h1><div class="info"><span>2023-05-06 10:10</span><span>来源：某某网</span></div>
<div class="body"><p>　　{ONE}</p><p><img src="a.jpg"></p><p class="img-desc">晴禾优选总部</p>
<h2>一、此前</h2><p>{TWO.replace("北辰物流", '<a href="/c">北辰物流</a>')}<script>var a = "收购";</script></p>
<p style="display:none">{JUNK}</p><p>{THREE}</p></div>
<div class="share">分享到：<a>微信</a></div><div class="editor">责任编辑：李四</div>
<div class="related"><h3>相关阅读</h3><ul><li><a>阿某集团收购云栖果园</a></li></ul></div></div>
<div class="comments"><p>{JUNK}</p></div>
<div class="sidebar"><p>{JUNK}</p><ul><li><a>北辰资本收购北辰物流</a></li></ul></div>
<footer><p>京ICP备12345678号 Copyright © 2019 某某网</p></footer></body></html>""")
    assert readable(doc) == ["晴禾优选完成B轮融资", ONE, "此前", TWO, THREE]
    assert (doc.title, doc.publisher, doc.author) == ("晴禾优选完成B轮融资", "某某网", "王小明")
    assert doc.id == doc.url == "https://example.com/news/1"
    assert doc.published is not None
    assert doc.published.isoformat() == "2023-05-06T10:10:00+08:00"
    assert kind_of(doc, "晴禾优选总部") is ZoneKind.CAPTION
    assert JUNK not in doc.text


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5", "utf-8"])
def test_the_page_names_its_encoding(encoding: str) -> None:
    body = "晴禾公司在北京成立，今年有二百家店。" * 3
    doc = page(f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body><p>{body}</p></body></html>', encoding)  # fmt: skip
    assert readable(doc)[-1] == body


def test_an_old_page_set_in_tables_with_breaks() -> None:
    doc = page(
        f"""<html><head><title>晴禾优选融资-某某日报</title></head><body><table width=900><tr><td><a href=/>首页</a></td></tr></table>
<table><tr><td width=600><h3>晴禾优选完成B轮融资</h3><center>2016年04月05日 08:12  某某日报  <a>我有话说</a>(12人参与)</center>
<br>　　{ONE}<br><br>　　{TWO}<br>（责任编辑：张三）</td><td width=300>热点<br><a>北辰资本入股某某</a></td></tr></table></body></html>""",
        "gb18030",
    )
    assert readable(doc) == ["晴禾优选完成B轮融资", ONE, TWO]
    assert doc.publisher == "某某日报"
    assert str(doc.published) == "2016-04-05 08:12:00+08:00"
    assert doc.encoding == "gb18030"


def test_tables_of_data_are_rows_of_cells() -> None:
    doc = page(f"""<html><body><h1>晴禾优选融资历程</h1><p>{ONE}</p><table><tr><th>时间</th><th>投资方</th></tr>
<tr><td>2020年3月</td><td>北辰物流</td></tr></table><p>{TWO}</p></body></html>""")
    assert [doc.text[z.start : z.end] for z in doc.zones if z.kind is ZoneKind.TABLE] == [
        "时间\t投资方",
        "2020年3月\t北辰物流",
    ]


def test_dates_by_meta_then_in_print() -> None:
    frame = (
        "<html><head>{}</head><body><h1>晴禾优选完成融资</h1><div>{}</div><p>" + ONE + "</p></body></html>"
    )
    meta = '<meta property="article:published_time" content="2023-05-06T23:30:00+09:00">'
    assert str(page(frame.format(meta, "2020-01-01 00:00")).published) == "2023-05-06 23:30:00+09:00"
    assert str(page(frame.format("", "发布时间：2020年1月2日 9:05")).published) == "2020-01-02 09:05:00+08:00"
    day = '<meta name="pubdate" content="2020-01-02">'
    assert str(page(frame.format(day, "2020-01-02 09:05:00")).published) == "2020-01-02 09:05:00+08:00"
    assert page(frame.format('<script type="application/ld+json">{broken</script>', "")).published is None


def test_canonical_address() -> None:
    frame = '<html><head><link rel="canonical" href="{}"></head><body><p>' + ONE + TWO + "</p></body></html>"
    assert (
        page(frame.format("/a/1.html"), url="https://example.com/x?utm=1").id
        == "https://example.com/a/1.html"
    )
    assert (
        page(frame.format("https://example.com/"), url="https://example.com/x").id == "https://example.com/x"
    )
    assert page(frame.format("/a/1.html")).id == "name:invented"


def test_a_page_of_headlines() -> None:
    items = "".join(
        f"<li><a href={n}>{title}</a><span>2023-05-0{n}</span></li>"
        for n, title in (
            (6, "云栖资本投资晴禾优选，持股15%"),
            (5, "北辰资本入股云栖果园"),
            (4, "晴禾优选收购北辰物流"),
        )
    )
    doc = page(
        f"<html><body><div class=nav><a>首页</a></div><h1>投融资快讯</h1><ul>{items}</ul><a>下一页</a></body></html>"
    )
    assert [(part.title, str(part.published)[:10]) for part in doc.parts] == [
        ("云栖资本投资晴禾优选，持股15%", "2023-05-06"),
        ("北辰资本入股云栖果园", "2023-05-05"),
        ("晴禾优选收购北辰物流", "2023-05-04"),
    ]
    assert doc.title == "投融资快讯"
    assert kind_of(doc, "北辰资本入股云栖果园") is ZoneKind.LIST_ITEM


def test_several_articles_on_one_page() -> None:
    items = "".join(
        f"<div class=item><h2><a href={n}>{title}</a></h2><div class=time>2023-05-0{n} 10:20</div><p>{text}</p></div>"
        for n, title, text in (
            (6, "晴禾优选完成融资", ONE),
            (5, "晴禾优选的来历", TWO),
            (4, "晴禾优选南下", THREE),
        )
    )
    doc = page(f"<html><body><ul class=nav><li><a>首页</a></li></ul><div>{items}</div></body></html>")
    assert [part.title for part in doc.parts] == ["晴禾优选完成融资", "晴禾优选的来历", "晴禾优选南下"]
    assert [str(part.published)[:10] for part in doc.parts] == ["2023-05-06", "2023-05-05", "2023-05-04"]
    for part, text in zip(doc.parts, (ONE, TWO, THREE), strict=True):
        assert text in doc.text[part.start : part.end]


def test_a_page_cut_off() -> None:
    doc = page(
        f"<html><head><title>晴禾优选</title></head><body><h1>晴禾优选完成融资</h1><p>{ONE}</p><p>{TWO}{THREE[:9]}"
    )
    assert ONE in readable(doc)
    assert any("cut off" in note for note in doc.notes)
    with pytest.raises(ReadError, match="cut off before"):
        page("<html><head><title>晴禾优选</title><script>var x =")


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html></html>",
        "<!doctype html><html><body><script>1</script><div id=app></div></body></html>",
    ],
)
def test_a_page_without_text(html: str) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        page(html)


def test_deep_nesting_and_stray_marks_do_no_harm() -> None:
    doc = page("<html><body>" + "<div>" * 1500 + f"<p>{ONE}</p><p>{TWO}</p>" + "</div>" * 20 + "\x00</b></i>")
    assert ONE in doc.text


def test_source_lines_broken_inside_a_sentence() -> None:
    doc = page(
        f"<html><body><h1>晴禾优选完成融资</h1><p>{ONE[:12]}\n   {ONE[12:]}</p><p>{TWO}</p></body></html>"
    )
    assert ONE in readable(doc)


def test_html_without_a_telling_suffix() -> None:
    html = f"<!DOCTYPE html>\n<html><body><p>{ONE}</p><p>{TWO}</p></body></html>"
    doc = from_bytes(Raw(html.encode(), "invented", ""))
    assert readable(doc) == [ONE, TWO]


@pytest.mark.parametrize(
    "name", ["share-article", "news-list", "sidebar", "position", "content-ad-wrap", "comment-list"]
)
def test_an_article_in_a_box_with_a_strange_name(name: str) -> None:
    short = "晴禾优选并入云栖果园。"
    doc = page(
        f"<html><body><div class=nav><a>首页</a></div><div class='{name}'><h1>晴禾优选完成融资</h1><p>{ONE}</p><p>{short}</p><p>{TWO}</p></div></body></html>"
    )
    assert readable(doc) == ["晴禾优选完成融资", ONE, short, TWO]
