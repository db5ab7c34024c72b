"""The page: one file, no request to anywhere, nothing of a source's text ever run as script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.dates import display_zh
from graph.files import write_whole

if TYPE_CHECKING:
    from datetime import date

    from queries.catalogue import Runner


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, how much of the graph it shows, and how many nodes there would have been."""

    path: Path
    nodes: int
    edges: int
    total: int


def write_page(
    graph: Runner,
    path: str | Path,
    *,
    focus: str | None = None,
    hops: int = 2,
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    max_nodes: int = 1000,
) -> Written:
    """Draw the graph into the HTML file `path`, which is replaced whole or not at all.

    `focus`: only what is within `hops` of the entity of that name or alias. `as_of`, `known_on`: as in the queries.
    Raises `UsageError` on a bad date or number, `UserError` where nothing has the name or the file cannot be written.
    """
    html, nodes, edges, total = render(
        graph, focus=focus, hops=hops, as_of=as_of, known_on=known_on, max_nodes=max_nodes
    )
    target = Path(path)
    write_whole(target, html.encode("utf-8", "replace"))
    return Written(target, nodes, edges, total)


def render(
    graph: Runner,
    *,
    focus: str | None = None,
    hops: int = 2,
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    max_nodes: int = 1000,
) -> tuple[str, int, int, int]:
    """(the page, nodes drawn, edges drawn, nodes there were before `max_nodes`); see `write_page`."""
    from graph.networkx_form import to_networkx
    from graph.view.contents import contents
    from graph.view.picture import draw
    from graph.view.selection import select

    whole = to_networkx(graph, as_of=as_of, known_on=known_on)
    shown, centres, total = select(whole, focus, hops, max_nodes)
    nodes, edges = shown.number_of_nodes(), shown.number_of_edges()
    names = [str(whole.nodes[node].get("name", "")) for node in centres]
    heading = _heading(whole.graph, names[:1], hops, nodes, edges, total)
    if not edges:
        return _page(heading, None), 0, 0, total
    net = draw(shown, centres)
    data = {
        "nodes": net.nodes,
        "edges": net.edges,
        "options": net.options,
        "focus": centres,
        **contents(graph, shown),
    }
    return _page(heading, data), nodes, edges, total


def _heading(
    days: dict[str, Any], focus: list[str], hops: int, nodes: int, edges: int, total: int
) -> dict[str, Any]:
    lines: list[dict[str, Any]] = []
    if days["as_of"]:
        lines.append(
            {
                "zh": f"{display_zh(days['as_of'])}的情形",
                "en": f"the world on {days['as_of']}",
                "strong": True,
            }
        )
    if days["known_on"]:
        lines.append(
            {
                "zh": f"依据{display_zh(days['known_on'])}前已发表的来源",
                "en": f"as known on {days['known_on']}",
                "strong": True,
            }
        )
    if focus:
        lines.append({"zh": f"{hops} 步以内", "en": f"within {hops} hop{'s' if hops > 1 else ''}"})
    if total > nodes:
        lines.append({"zh": f"共 {total} 个节点，显示 {nodes} 个", "en": f"{nodes} of {total} nodes"})
    if not lines:
        lines.append({"zh": "全部时间", "en": "all time"})
    return {
        "title": f"{focus[0]} · 知识图谱" if focus else "商业知识图谱 Business knowledge graph",
        "lines": [{"strong": False, **line} for line in lines],
        "summary": f"{nodes} 个节点 · {edges} 条事实",
        "dated": bool(days["as_of"] or days["known_on"]),
    }


def _page(heading: dict[str, Any], data: dict[str, Any] | None) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    here = files("graph.view")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # Chinese stays readable in the file; |tojson still escapes what could end a script element
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "allow_nan": False}
    style = here.joinpath("page.css").read_text(encoding="utf-8")
    script = here.joinpath("page.js").read_text(encoding="utf-8")
    library = vis_network()
    inline = " ".join(_hash(text) for text in ((library, script) if data is not None else ()))
    policy = (
        f"default-src 'none'; script-src {inline or chr(39) + 'none' + chr(39)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return environment.from_string(here.joinpath("page.html.j2").read_text(encoding="utf-8")).render(
        heading=heading,
        nodes=data is not None,
        data=data,
        policy=policy,
        # our own files and the library's, not data: these alone are set in as they are
        style=Markup(style),
        script=Markup(script),
        library=Markup(library),
    )


def vis_network() -> str:
    """The vis-network that ships inside the pyvis wheel, without its pointer to a source map that is not there.

    Line ends are as an HTML parser will see them, since the policy names the script by its hash.
    """
    folders = sorted(
        (folder for folder in files("pyvis").joinpath("lib").iterdir() if folder.name.startswith("vis-")),
        key=lambda folder: [int(part) for part in folder.name.removeprefix("vis-").split(".")],
    )
    text = folders[-1].joinpath("vis-network.min.js").read_text(encoding="utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL="))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
