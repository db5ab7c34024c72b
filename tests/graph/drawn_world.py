"""An invented graph that answers what the page and the exports ask a store for, without a store."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from graph import dates

SCRIPT = "</script><script>window.hacked=1</script>"
QUOTES = "\"'`<img src=x onerror=window.hacked=2>&amp;{{7*7}}${8*8}\u2028"


class Drawn:
    """`Runner` over nodes and facts made by `entity` and `fact`."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, dict[str, Any]]] = {}
        self.facts: list[tuple[str, str, str, dict[str, Any]]] = []
        self.claims: dict[str, dict[str, Any]] = {}

    def run(self, query: str, params: dict[str, Any], /) -> list[dict[str, Any]]:
        if query.startswith("MATCH (n:Entity)"):
            return [
                {"labels": ["Entity", label], "properties": props}
                for label, props in self.nodes.values()
                if label not in {"Milestone", "Measure", "Round"}
            ]
        if query.startswith("MATCH (a:Entity)"):
            out = []
            for a, b, type_, props in self.facts:
                label, own = self.nodes[b]
                alone = label in {"Milestone", "Measure", "Round"}
                out.append(
                    {"subject": a, "object": b, "type": type_, "properties": props, "labels": [label] if alone else [],
                     "own": own if alone else None}
                )  # fmt: skip
            return out
        if query.startswith("UNWIND $ids"):
            return [{"id": id_, **self.claims[id_]} for id_ in params["ids"]]
        if query.startswith("MATCH (s:Source)"):
            return [
                {
                    "properties": {
                        "id": "s",
                        "publisher": "某报",
                        "published_on": date(2020, 5, 1),
                        "text_hash": "0",
                    }
                }
            ]
        if query.startswith("MATCH (c:Claim)"):
            return [
                {"record": claim["record"], "fact": id_.replace("c", "f")}
                for id_, claim in self.claims.items()
            ]
        raise AssertionError(query)

    def entity(self, name: str, label: str = "Company", **props: Any) -> str:
        id_ = f"{label.lower()}:{name}"
        self.nodes.setdefault(id_, (label, {"id": id_, "name": name, "aliases": [], **props}))
        return id_

    def fact(
        self,
        type_: str,
        subject: str,
        object_: str | None = None,
        day: str | None = None,
        *,
        quote: str = "",
        **more: Any,
    ) -> str:
        number = f"{len(self.facts):05}"
        if object_ is None:
            object_ = f"milestone:f{number}"
            self.nodes[object_] = ("Milestone", {"id": object_, "name": f"停止运营 {day or ''}"})
        first, last = dates.bounds(day) if day else (None, date(2020, 5, 1))
        quote = quote or f"{subject}与{object_}有关。"
        source = {
            "source": "s",
            "title": "一篇报道",
            "publisher": "某报",
            "url": "https://example.org/1",
            "published": "2020-05-01",
        }
        claim = {
            "id": f"c{number}", "evidence": {"source": "s", "quote": quote, "start": 0, "end": len(quote)},
            "subject": {"start": 0, "end": 2}, "modality": "asserted", "date": day,
        }  # fmt: skip
        self.claims[f"c{number}"] = {"record": json.dumps(claim), **source, **more.pop("source", {})}
        props = {
            "id": f"f{number}", "date": day, "date_min": first, "date_max": last, "modality": "asserted",
            "claims": [f"c{number}"], "claim_known": ["2020-05-01"], "corroboration": 1, "disputed": False,
            "step_days": ["2020-05-01"], "step_dates": [day or ""], "step_min": [str(first or "")], "step_max": [str(last or "")],
            "step_end_min": [""], "step_end_max": [""], "step_claims": [f"c{number}"], **more,
        }  # fmt: skip
        self.facts.append((subject, object_, type_, {k: v for k, v in props.items() if v is not None}))
        return f"f{number}"


def harbour(leaves: int = 43) -> Drawn:
    """A hub with many investees, a product with a life, a pair apart; hostile strings here and there."""
    made = Drawn()
    hub = made.entity("山海集团", aliases=["Shanhai"], tickers=["00001.HK"])
    for number in range(leaves):
        made.fact(
            "INVESTED_IN", hub, made.entity(f"被投公司{number:02}"), "2010/..",
            quote="山海集团的投资名单上有被投公司四十三家。",
        )  # fmt: skip
    shop = made.entity("海豚购", "Product", aliases=["Dolphin Shop"])
    made.fact("LAUNCHED", hub, shop, "2015-06-18", quote="山海集团于2015年6月18日推出海豚购。")
    made.fact("SHUT_DOWN", shop, None, "2019-09-12", quote="海豚购于2019年9月12日停止运营。", disputed=True)
    made.fact(
        "MERGED_INTO", shop, made.entity("鲸鱼集市", "Product"), "2019-09-12", quote="海豚购并入鲸鱼集市。"
    )
    made.fact("PARTNERED_WITH", hub, made.entity("被投公司00"), "2014-03-10", quote="双方合作。")
    person = made.entity("周晓岚", "Person")
    made.fact("ROLE", person, made.entity("远岚"), quote="周晓岚任远岚总裁。", title="总裁")
    return made


def hostile() -> Drawn:
    """Names, quotes, titles and addresses that try to get out of where they stand."""
    made = Drawn()
    a, b = made.entity(f"甲{SCRIPT}", aliases=[QUOTES]), made.entity(QUOTES, "Product")
    made.fact(
        "LAUNCHED", a, b, "2015", quote=f"他们说{SCRIPT}{QUOTES}",
        source={"title": SCRIPT, "publisher": QUOTES, "url": "javascript:window.hacked=3"}, counterparty=SCRIPT,
    )  # fmt: skip
    made.fact(
        "OPERATES",
        a,
        b,
        quote="又说一句。",
        source={"url": 'http://example.org/" onclick=window.hacked=4 x="'},
    )
    made.fact("SHUT_DOWN", b, None, "2019", quote="😀停了。")
    return made
