"""The page in a real Chromium, from disk, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Watched, browser, opened
from drawn_world import Drawn, harbour, hostile
from playwright.sync_api import Browser

from graph.errors import UsageError, UserError
from graph.view.page import render, write_page

pytestmark = pytest.mark.browser

# how many pixels of the canvas differ from the paper around them
PAINTED = """() => {
  const canvas = document.querySelector('#network canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let painted = 0;
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) painted += 1;
  return painted;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "图谱.html"
    write_page(harbour(), path)
    return path


def at(watched: Watched, node: str) -> tuple[float, float]:
    """Where a node stands in the window."""
    spot: dict[str, float] = watched.page.evaluate("id => network.canvasToDOM(network.getPosition(id))", node)
    box = watched.page.locator("#network").bounding_box()
    assert box is not None
    return box["x"] + spot["x"], box["y"] + spot["y"]


def quiet(watched: Watched) -> None:
    assert watched.elsewhere == []
    assert watched.complaints == []
    assert watched.page.evaluate("() => window.hacked") is None


@pytest.mark.parametrize(("width", "height", "scheme"), [(1400, 900, "light"), (390, 844, "dark")])
def test_it_draws_from_disk_without_a_request(
    chromium: Browser, page_file: Path, width: int, height: int, scheme: str
) -> None:
    with opened(chromium, page_file, width, height, scheme) as watched:
        watched.page.wait_for_selector("html[data-ready=yes]")
        assert watched.page.evaluate(PAINTED) > 2000
        assert watched.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert watched.page.locator("header h1").is_visible()
        quiet(watched)


def test_search_by_keyboard_shows_the_evidence(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        page.keyboard.press("/")
        page.keyboard.type("海豚")
        assert page.locator("#found li").count() == 1
        page.keyboard.press("Enter")
        panel = page.locator("#panel")
        assert panel.locator("h2").inner_text() == "海豚购"
        text = panel.inner_text()
        for told in (
            "海豚购于2019年9月12日停止运营。",
            "2015年6月18日",
            "某报",
            "2020-05-01",
            "disputed",
            "Dolphin Shop",
        ):
            assert told in text, told
        assert panel.locator("a").first.get_attribute("href") == "https://example.org/1"
        assert page.evaluate("() => network.getSelectedNodes()") == ["product:海豚购"]
        centre: Any = page.evaluate(
            "() => { const p = network.canvasToDOM(network.getPosition('product:海豚购'));"
            " const b = document.getElementById('network').getBoundingClientRect(); return [p.x / b.width, p.y / b.height]; }"
        )
        assert abs(centre[0] - 0.5) < 0.02 and abs(centre[1] - 0.5) < 0.02
        page.keyboard.press("Escape")
        assert page.evaluate("() => network.getSelectedNodes()") == []
        quiet(watched)


def test_search_knows_aliases_codes_widths_and_arrows(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        for typed, found in (("ｓｈａｎｈａｉ", "山海集团"), ("00001.hk", "山海集团"), ("dolphin", "海豚购")):
            page.locator("#search").fill(typed)
            assert page.locator("#found li").first.inner_text().startswith(found)
        page.locator("#search").fill("被投公司")
        page.locator("#search").press("ArrowDown")
        second = page.locator("#found li").nth(1)
        assert second.get_attribute("aria-selected") == "true"
        name = second.inner_text().split("\n")[0]
        page.locator("#search").press("Enter")
        assert page.locator("#panel h2").inner_text() == name
        page.locator("#search").fill("没有这个")
        assert "no match" in page.locator("#found").inner_text()
        quiet(watched)


def test_a_click_on_a_node_and_on_an_edge(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        page.wait_for_selector("html[data-ready=yes]")
        page.mouse.click(*at(watched, "person:周晓岚"))
        assert page.locator("#panel h2").inner_text() == "周晓岚"
        assert "周晓岚任远岚总裁。" in page.locator("#panel").inner_text()
        (x1, y1), (x2, y2) = at(watched, "person:周晓岚"), at(watched, "company:远岚")
        page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
        assert "ROLE" in page.locator("#panel h2").inner_text()
        assert "周晓岚任远岚总裁。" in page.locator("#panel").inner_text()
        page.locator("#panel .chip", has_text="远岚").click()
        assert page.locator("#panel h2").inner_text() == "远岚"
        quiet(watched)


def test_one_sentence_about_many_is_shown_once(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        page.locator("#search").fill("山海集团")
        page.locator("#search").press("Enter")
        panel = page.locator("#panel")
        assert panel.get_by_text("山海集团的投资名单上有被投公司四十三家。").count() == 1
        assert panel.locator(".chip", has_text="被投公司").count() == 44  # 43 invested in, one a partner too


def test_the_legend_counts_and_hides(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        page.wait_for_selector("html[data-ready=yes]")
        types = page.locator("#types li")
        assert [text.replace("\n", " ") for text in types.all_inner_texts()] == [
            "投资 43", "推出 1", "停止运营 1", "并入 1", "合作 1", "任职 1",
        ]  # fmt: skip
        before = page.evaluate(PAINTED)
        page.locator("#types label", has_text="投资").click()
        page.wait_for_timeout(100)
        assert page.evaluate(PAINTED) < before * 0.6
        page.locator("#none").click()
        page.wait_for_timeout(100)
        assert page.evaluate(PAINTED) == 0
        page.locator("#all").click()
        page.wait_for_timeout(100)
        assert page.evaluate(PAINTED) > before * 0.9
        quiet(watched)


def test_the_time_line_shows_the_world_of_a_day(chromium: Browser, page_file: Path) -> None:
    with opened(chromium, page_file) as watched:
        page = watched.page
        page.wait_for_selector("html[data-ready=yes]")
        assert page.locator("#shown-day").inner_text() == "全部 all"

        def turn(month: str) -> None:
            page.evaluate(
                "month => { const d = document.getElementById('day'); const [y, m] = month.split('-');"
                " d.value = (y - 2010) * 12 + (m - 1); d.dispatchEvent(new Event('input')); }",
                month,
            )

        hidden = "id => network.body.nodes[id].options.hidden"
        dashes = "type => [...network.body.data.edges.get()].filter(e => e.label === type).map(e => Boolean(e.dashes))"
        turn("2015-05")
        assert page.locator("#shown-day").inner_text() == "2015年5月底"
        assert page.evaluate(hidden, "product:海豚购") and not page.evaluate(hidden, "company:山海集团")
        turn("2015-06")
        assert not page.evaluate(hidden, "product:海豚购") and page.evaluate(hidden, "product:鲸鱼集市")
        # since 2010, says the source of 2020: by then at the latest
        assert page.evaluate(dashes, "任职") == [True]
        turn("2020-05")
        assert not page.evaluate(hidden, "product:鲸鱼集市")
        quiet(watched)


def test_hostile_strings_are_text(chromium: Browser, tmp_path: Path) -> None:
    write_page(hostile(), tmp_path / "page.html")
    with opened(chromium, tmp_path / "page.html") as watched:
        page = watched.page
        page.wait_for_selector("html[data-ready=yes]")
        for node in page.evaluate("() => network.body.nodeIndices"):
            page.mouse.click(*at(watched, node))
            page.mouse.move(*at(watched, node))
            links = page.locator("#panel a").evaluate_all("all => all.map(a => a.href)")
            assert set(links) <= {"https://example.org/1"}
        assert "window.hacked=1" in page.locator("#panel").inner_text() or "window.hacked=1" in page.content()
        page.locator("#search").fill("甲")
        assert "<script>" in page.locator("#found").inner_text()
        page.locator("#search").press("Enter")
        assert page.locator("#panel img, #panel script").count() == 0
        assert "49" not in page.locator("#panel blockquote").first.inner_text()
        quiet(watched)


def test_the_day_stands_in_the_heading_and_possible_is_dashed(chromium: Browser, tmp_path: Path) -> None:
    made = harbour(3)
    write_page(made, tmp_path / "page.html", as_of="2015-06-18", focus="Shanhai", hops=1)
    with opened(chromium, tmp_path / "page.html") as watched:
        page = watched.page
        heading = page.locator("header").inner_text()
        assert "2015年6月18日" in heading and "2015-06-18" in heading and "山海集团" in heading
        assert page.locator("#panel h2").inner_text() == "山海集团"
        assert "possible" in page.locator("#panel").inner_text()
        assert page.evaluate("() => network.body.data.nodes.get('product:鲸鱼集市')") is None
        assert page.locator("#day").count() == 0
        quiet(watched)


def test_an_empty_graph_says_so(chromium: Browser, tmp_path: Path) -> None:
    for made, days in ((Drawn(), {}), (harbour(), {"known_on": "1999"})):
        write_page(made, tmp_path / "page.html", **days)  # type: ignore[arg-type]
        with opened(chromium, tmp_path / "page.html") as watched:
            assert "no fact" in watched.page.locator("main").inner_text()
            quiet(watched)


def test_a_thousand_nodes_open_at_once(chromium: Browser, tmp_path: Path) -> None:
    made = Drawn()
    hubs = [made.entity(f"枢纽{number}") for number in range(20)]
    for number in range(980):
        made.fact("INVESTED_IN", hubs[number * number % 20], made.entity(f"节点{number:03}", "Product"))
    for number in range(300):
        made.fact("COMPETES_WITH", f"product:节点{number:03}", f"product:节点{300 + number * 7 % 600:03}")
    write_page(made, tmp_path / "page.html")
    with opened(chromium, tmp_path / "page.html") as watched:
        watched.page.wait_for_selector("html[data-ready=yes]", timeout=15_000)
        assert watched.page.evaluate(PAINTED) > 5000
        quiet(watched)


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("before", encoding="utf-8")
    with pytest.raises(UserError, match="nothing in the graph is called '没有'"):
        write_page(harbour(), target, focus="没有")
    assert target.read_text(encoding="utf-8") == "before"
    write_page(harbour(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(UserError, match="cannot be written"):
        write_page(harbour(), tmp_path / "no such folder" / "page.html")
    with pytest.raises(UsageError, match="wants a date"):
        write_page(harbour(), target, as_of="yesterday")


def test_the_same_graph_gives_the_same_page() -> None:
    first, second = render(harbour()), render(harbour())
    assert first == second
    assert "被投公司00" in first[0]
    shuffled = harbour()
    shuffled.facts.reverse()
    shuffled.nodes = dict(reversed(shuffled.nodes.items()))
    assert render(shuffled) == first
