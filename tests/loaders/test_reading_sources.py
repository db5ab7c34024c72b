"""Files, URLs and PDFs; front matter and lines in print; what cannot be read, in one sentence each."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import read, read_many
from loaders.document import ReadError, ZoneKind
from loaders.reading import find, from_bytes, why_not_read
from loaders.reading.about import chinese_day, front_matter, publication_line
from loaders.reading.fetch import LIMIT, Raw, fetch
from loaders.reading.pdf import join_lines

BODY = "生鲜电商晴禾优选宣布完成B轮融资，由云栖资本领投，北辰资本跟投，金额为3亿元人民币。"
MORE = "公开资料显示，晴禾优选成立于2019年，总部位于北京，目前在全国拥有二百多家门店。"


# --- what a document says of itself


@pytest.mark.parametrize(
    ("line", "publisher", "author", "published"),
    [
        ("某某社发布时间:2021年03月09日 08:12:40", "某某社", None, "2021-03-09T08:12:40"),
        ("2018-01-01 10:00 来源: 某浪", "某浪", None, "2018-01-01T10:00:00"),
        ("2018年01月01日 10:00  某浪科技", "某浪科技", None, "2018-01-01T10:00:00"),
        ("作者：王小明 2019-10-11 10:00:00", None, "王小明", "2019-10-11T10:00:00"),
        (
            "發佈時間：2018年5月3日 下午3:05　來源：經某日報　作者：陳大文",
            "經某日報",
            "陳大文",
            "2018-05-03T15:05:00",
        ),
        ("2023/05/06 10:20 經某日報 記者王小明／台北報導", "經某日報", "王小明", "2023-05-06T10:20:00"),
        ("发布于 2020/3/4 12:30 · 阅读 1.2万 · 评论 33", None, None, "2020-03-04T12:30:00"),
        (
            "字号：大 中 小 2020-01-02 11:11 每日某某新闻 评论(12)",
            "每日某某新闻",
            None,
            "2020-01-02T11:11:00",
        ),
        ("时间: 2020-01-02T03:04:05Z", None, None, "2020-01-02T11:04:05"),
        ("来源 | 首席某某", "首席某某", None, None),
        ("来源：犀牛某某（ID:abcd）", "犀牛某某", None, None),
        ("文/王小明 编辑/李小红", None, "王小明", None),
    ],
)
def test_publication_lines(
    line: str, publisher: str | None, author: str | None, published: str | None
) -> None:
    said = publication_line(line, in_head=True)
    assert said is not None
    assert (said.publisher, said.author) == (publisher, author)
    assert (said.published.isoformat()[:19] if said.published else None) == published
    if said.published is not None:
        assert said.published.utcoffset() is not None


@pytest.mark.parametrize(
    "line",
    [
        "2016-08-19 云栖资本入股晴禾优选",
        "2016年8月19日，云栖资本入股晴禾优选",
        "来源于云栖资本的收入",
        "原标题：晴禾优选完成融资 来源：某某汇",
        "晴禾优选2019年5月",
        BODY,
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert publication_line(line, in_head=True) is None


def test_days_in_chinese_digits() -> None:
    assert str(chinese_day("二〇一八年九月二十一日"))[:10] == "2018-09-21"
    assert str(chinese_day("二○一九年十一月三十日"))[:10] == "2019-11-30"
    assert chinese_day("二〇二〇年十三月四十日") is None


def test_front_matter() -> None:
    text = "---\nid: 甲\ntitle: 晴禾: 十年\npublisher: 某某网\npublished: 2016-08-19 08:30:00\nurl: https://example.com/1\n---\n正文"
    found = front_matter(text)
    assert found is not None
    end, about = found
    assert text[end:] == "正文"
    assert (about.id, about.publisher, about.url) == ("甲", "某某网", "https://example.com/1")
    assert about.title == "晴禾: 十年"  # no YAML, and yet what people write
    assert str(about.published) == "2016-08-19 08:30:00+08:00"


def test_front_matter_names_originals() -> None:
    text = (
        "---\nid: 甲\nof:\n  - url: https://example.com/1\n    date: 2016-08-19\n  - title: 某题\n    publisher: 某报\n---\n"
        + BODY
    )
    doc = from_bytes(Raw(text.encode(), "a.md", ".md"))
    assert doc.originals == ["https://example.com/1", "某题｜某报"]
    assert (doc.id, doc.url) == ("甲", "https://example.com/1")
    unnamed = from_bytes(Raw(text.replace("id: 甲\n", "").encode(), "a.md", ".md"))
    assert unnamed.id == "name:a"


def test_hostile_front_matter() -> None:
    deep = "---\ntitle: 晴禾\nof: " + "[" * 300_000 + "]" * 300_000 + "\n---\n" + BODY
    assert from_bytes(Raw(deep.encode(), "a.md", ".md")).title == "晴禾"
    bomb = (
        "---\ntitle: 晴禾\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nauthor: [*c, 王小明]\nof: [{url: *c}]\n---\n"
        + BODY
    )
    doc = from_bytes(Raw(bomb.encode(), "a.md", ".md"))
    assert (doc.author, doc.originals) == ("王小明", [])


def test_addresses_in_print() -> None:
    text = f"{BODY}\n\n本文地址：https://example.com/a?b=1\n原文链接：https://example.org/x.html\n"
    doc = from_bytes(Raw(text.encode(), "a.txt", ".txt"))
    assert doc.id == doc.url == "https://example.com/a?b=1"
    assert doc.originals == ["https://example.org/x.html"]


@pytest.mark.parametrize(
    "text",
    ["---\n正文没有结尾", "---\n\n---\n正文", "---\nfoo: bar\n---\n正文", "正文\n---\ntitle: x\n---\n"],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text) is None


def test_front_matter_with_windows_line_ends_stays_in_the_text() -> None:
    text = f"---\r\ntitle: 晴禾优选\r\npublished: 2016-08-19\r\n---\r\n{BODY}\r\n\r\n{MORE}\r\n"
    doc = from_bytes(Raw(text.encode(), "a.txt", ".txt"))
    assert doc.text == text
    assert [z.kind for z in doc.zones] == [ZoneKind.METADATA, ZoneKind.BODY, ZoneKind.BODY]
    assert [doc.text[z.start : z.end] for z in doc.zones[1:]] == [BODY, MORE]
    assert str(doc.published_on) == "2016-08-19"


# --- PDF


def pdf(pages: list[list[str]], title: str | None = None) -> bytes:
    """A PDF of the lines given, in the plainest form that holds Chinese: an Identity-H font with its ToUnicode map."""
    used = sorted({char for lines in pages for line in lines for char in line})
    chars = b" ".join(b"<%04x> <%04x>" % (ord(char), ord(char)) for char in used)
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar %s endbfchar endcmap end end"
    ) % (len(used), chars)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW 1000 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"1 0 0 1 60 %d Tm <%s> Tj " % (780 - 18 * i, line.encode("utf-16-be").hex().encode())
            for i, line in enumerate(lines)
        )
        stream = b"BT /F1 12 Tf " + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b""
    if title is not None:
        objects.append(b"<< /Title <FEFF%s> >>" % title.encode("utf-16-be").hex().encode())
        trailer = b" /Info %d 0 R" % len(objects)
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(out),
    )  # fmt: skip


def wrap(text: str, width: int = 24) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def test_a_pdf_with_broken_lines_running_heads_and_page_numbers(tmp_path: Path) -> None:
    file = tmp_path / "报告.pdf"
    head = "某某证券研究报告"
    file.write_bytes(
        pdf(
            [
                [head, "晴禾优选完成融资", "2023-05-06 10:00 来源：某某网", *wrap(BODY), "1"],
                [head, *wrap(MORE)[:2], "2"],
                [head, *wrap(MORE)[2:], "— 3 —"],
            ],
            title="晴禾优选完成融资",
        )
    )
    doc = read(file)
    read_ = [doc.text[z.start : z.end] for z in doc.zones if z.kind.readable]
    assert read_ == ["晴禾优选完成融资", BODY, MORE]
    assert (doc.title, doc.publisher) == ("晴禾优选完成融资", "某某网")
    assert doc.id == "name:报告"


def test_lines_of_a_pdf() -> None:
    assert join_lines(["云栖资本入股，", "晴禾优选。"]) == "云栖资本入股，晴禾优选。\n"
    assert (
        join_lines(["晴 禾 优 选 完 成 融 资", "由 云 栖 资 本 领 投"])
        == "晴禾优选完成融资\n由云栖资本领投\n"
    )
    full = "一二三四五六七八九十一二三四五六七八九十"
    assert join_lines([full, full, "结尾。", "1、另一段"]) == f"{full}{full}结尾。\n1、另一段\n"
    assert (
        join_lines(["The quick brown fox jumps over the dog", "and runs away from here, from us all"]).count(
            "\n"
        )
        == 1
    )


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    for name, data, why in (
        ("a.pdf", b"%PDF-1.4\nnothing", "cannot be read"),
        ("b.pdf", pdf([[""]]), "without text"),
        ("c.pdf", "不是PDF的文字".encode(), "cannot be read"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError, match=why):
            read(tmp_path / name)


# --- files and folders


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "is empty"),
        ("bytes.txt", bytes(range(256)) * 4, "binary"),
        ("word.docx", b"PK\x03\x04" + b"\x00" * 50, "ZIP"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=why) as caught:
        read(tmp_path / name)
    message = str(caught.value)
    assert message.startswith(name) and "\n" not in message and str(tmp_path) not in message


def test_what_is_not_there_and_what_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="only files and http"):
        read("ftp://example.com/a.txt")


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 2000)
    with pytest.raises(ReadError, match="more than"):
        fetch(tmp_path / "large.txt", limit=1000)
    assert LIMIT == 50 * 1024 * 1024


def test_a_folder_in_a_fixed_order_without_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b/two.md",
        "a/one.txt",
        "a/README.md",
        "a/data.json",
        ".hidden/x.txt",
        "c.html",
        "b/.y.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(BODY, encoding="utf-8")
    found = find([tmp_path, tmp_path / "c.html"])
    assert [str(Path(path).relative_to(tmp_path)) for path in found] == ["a/one.txt", "b/two.md", "c.html"]


def test_many_go_on_after_one_that_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(MORE, encoding="utf-8")
    failures: list[tuple[str, ReadError]] = []
    documents = list(read_many([tmp_path], failed=lambda path, error: failures.append((path, error))))
    assert [doc.id for doc in documents] == ["name:a", "name:c"]
    assert [Path(path).name for path, _ in failures] == ["b.txt"]
    with pytest.raises(ReadError):
        list(read_many([tmp_path]))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The company announced on Monday that it had bought a stake (晴禾) in another.", "another language"),
        ("新しい会社に投資すると発表した。金額は公表していない。", "Japanese"),
        ("새로운 회사에 투자한다고 발표했다.", "Korean"),
        ("123 456 !!!", "no words"),
        (BODY, None),
        ("FLIPX科技 Pet'em B轮 5000万", None),
        (BODY + " The CEO said: we are happy to be here today and to grow with our partners.", None),
    ],
)
def test_languages(text: str, why: str | None) -> None:
    said = why_not_read(text)
    assert (said is None) == (why is None)
    assert why is None or why in str(said)


# --- the web


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/gbk.html":
            body = f"<html><body><h1>晴禾优选完成融资</h1><p>{BODY}</p><p>{MORE}</p></body></html>".encode(
                "gbk"
            )
            self._send(200, body, "text/html; charset=gbk")
        elif self.path == "/plain":
            self._send(200, f"{BODY}\n{MORE}\n".encode(), "text/plain; charset=utf-8")
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/gbk.html")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/large":
            self._send(200, b"x" * 5000, "text/plain")
        else:
            self._send(404, b"", "text/plain")

    def _send(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_urls(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    doc = read(f"{site}/moved")
    assert (doc.url, doc.id, doc.origin) == (f"{site}/gbk.html", f"{site}/gbk.html", f"{site}/moved")
    assert doc.encoding == "gb18030"
    assert [doc.text[z.start : z.end] for z in doc.zones if z.kind.readable] == [
        "晴禾优选完成融资",
        BODY,
        MORE,
    ]
    assert read(f"{site}/plain").text == f"{BODY}\n{MORE}\n"
    for path, why in (("/gone", "404"), ("/loop", "redirections")):
        with pytest.raises(ReadError, match=why):
            read(site + path)
    with pytest.raises(ReadError, match="more than"):
        fetch(f"{site}/large", limit=1000)
    with pytest.raises(ReadError, match="cannot be reached"):
        read("http://127.0.0.1:9/x")
