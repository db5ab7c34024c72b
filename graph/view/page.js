"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { entities, facts, claims, sources, types, labels, modalities } = data;
  const $ = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const FONT = getComputedStyle(document.body).fontFamily;
  const typeOf = new Map(types.map((t) => [t.type, t]));
  const off = new Set();

  // Everything that comes from a source enters the page as text: elements are made, strings are never parsed.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
    return element;
  }
  const en = (text) => make("i", { lang: "en" }, text);
  function swatch(colour, shape) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 12 12");
    svg.setAttribute("aria-hidden", "true");
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const shapes = {
      line: "M0 4.6h12v2.8H0z", dot: "M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1z", diamond: "M6 .5 11.5 6 6 11.5.5 6z",
      square: "M1.5 1.5h9v9h-9z", triangle: "M6 1l5.5 10H.5z", hexagon: "M3 1h6l3 5-3 5H3L0 6z",
    };
    drawn.setAttribute("d", shapes[shape] || shapes.dot);
    drawn.setAttribute("fill", colour);
    svg.append(drawn);
    return svg;
  }

  // ---- the picture
  const ofNode = new Map(Object.keys(entities).map((id) => [id, []]));
  for (const [id, fact] of Object.entries(facts)) {
    ofNode.get(fact.from).push(id);
    if (fact.to !== fact.from) ofNode.get(fact.to).push(id);
  }
  const theme = () => {
    const css = getComputedStyle(document.documentElement);
    return { ink: css.getPropertyValue("--ink").trim(), paper: css.getPropertyValue("--paper").trim() };
  };
  const look = new Map(data.nodes.map((n) => [n.id, n]));
  const nodes = new vis.DataSet(data.nodes.map((n) => ({ ...n })));
  const edges = new vis.DataSet(data.edges.map((e) => ({ ...e })));
  const options = structuredClone(data.options);
  options.nodes.font = { face: FONT, strokeWidth: 4, vadjust: 0 };
  options.edges.font = { ...options.edges.font, face: FONT, strokeWidth: 3 };
  options.interaction.zoomView = true;
  const network = new vis.Network($("network"), { nodes, edges }, options);
  window.network = network;

  let chosen = null; // a node's id, or null
  let chosenEdge = null;
  let asOf = null; // an ISO day, or null for all of history
  function status(fact) {
    if (asOf === null) return fact.status;
    if ((fact.min || "") > asOf || (fact.end_max && fact.end_max <= asOf)) return "no";
    if (!fact.max || fact.max > asOf || ((fact.end_min || fact.end_max) && (fact.end_min || "") <= asOf)) return "possible";
    return "certain";
  }
  const shown = (fact) => !off.has(fact.type) && status(fact) !== "no";
  const closed = (id) => ofNode.get(id).some((f) => facts[f].type === "SHUT_DOWN" && facts[f].from === id && shown(facts[f]));
  function paint() {
    const { ink, paper } = theme();
    let near = null;
    if (chosen !== null || chosenEdge !== null) {
      near = new Set(chosen !== null ? [chosen] : [facts[chosenEdge].from, facts[chosenEdge].to]);
      if (chosen !== null) for (const id of ofNode.get(chosen)) if (shown(facts[id])) near.add(facts[id].from).add(facts[id].to);
    }
    const few = near !== null && near.size <= 16;
    nodes.update(data.nodes.map((n) => {
      const live = ofNode.get(n.id);
      const over = closed(n.id);
      const fill = { background: over ? n.color.border + "22" : n.color.border, border: n.color.border };
      const dim = near !== null && !near.has(n.id);
      return {
        id: n.id,
        hidden: live.length > 0 && !live.some((id) => shown(facts[id])) && n.id !== chosen,
        opacity: dim ? 0.16 : 1,
        color: { ...fill, highlight: fill, hover: fill },
        shapeProperties: { borderDashes: over ? [4, 3] : false },
        font: { ...n.font, color: dim ? ink + "30" : ink, strokeColor: dim ? paper + "30" : paper },
      };
    }));
    edges.update(data.edges.map((e) => {
      const fact = facts[e.id];
      const lit = near === null || e.id === chosenEdge || (chosen !== null && (fact.from === chosen || fact.to === chosen));
      const strong = near !== null && lit;
      return {
        id: e.id,
        hidden: !shown(fact),
        dashes: status(fact) === "possible" ? [6, 5] : false,
        color: { ...e.color, opacity: lit ? (strong ? 0.95 : e.color.opacity) : 0.07, highlight: e.color.color, hover: e.color.color },
        font: { color: lit ? ink : "rgba(0,0,0,0)", strokeColor: lit ? paper : "rgba(0,0,0,0)", size: strong && few ? 13 : 10 },
      };
    }));
  }

  // ---- the panel
  const shapeOf = (label) => ({ Milestone: "diamond", Measure: "square", Round: "triangle", Exchange: "hexagon" })[label] || "dot";
  function amount(value) {
    const steps = [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]];
    for (const [size, word] of steps) if (Math.abs(value) >= size) return String(+(value / size).toFixed(4)) + word;
    return String(+value.toFixed(4));
  }
  const UNITS = { CNY: "元", USD: "美元", HKD: "港元", EUR: "欧元", JPY: "日元", GBP: "英镑", percent: "%" };
  function figures(fact) {
    const unit = fact.unit ? (UNITS[fact.unit] || " " + fact.unit) : "";
    const out = [];
    if (fact.title) out.push(fact.title);
    if (fact.round) out.push(fact.round);
    if (fact.lead) out.push("领投");
    if (fact.counterparty) out.push("对方 " + fact.counterparty);
    if (fact.stake !== undefined) out.push("股份 " + +fact.stake.toFixed(4) + "%");
    if (fact.amount !== undefined) out.push((fact.what ? fact.what + " " : "") + amount(fact.amount) + unit);
    else if (fact.amount_min !== undefined || fact.amount_max !== undefined)
      out.push((fact.amount_min !== undefined ? amount(fact.amount_min) : "") + "–" + (fact.amount_max !== undefined ? amount(fact.amount_max) : "") + unit);
    return out;
  }
  function dated(fact) {
    let text = fact.date_zh || "";
    if (fact.end_zh) text += " → " + fact.end_zh;
    if (text) return make("span", { class: "date", title: fact.date || "" }, text);
    return make("span", {}, fact.max && fact.modality !== "announced" ? "日期未载，不晚于 " + fact.max : "日期未载");
  }
  function about(fact) {
    const tags = figures(fact).map((text) => make("span", {}, text));
    if (status(fact) === "possible") tags.push(make("span", { class: "tag maybe" }, "该日尚不确定 possible"));
    if (fact.modality && fact.modality !== "asserted") tags.push(make("span", { class: "tag" }, modalities[fact.modality] || fact.modality));
    if (fact.disputed) tags.push(make("span", { class: "tag warn" }, "来源不一 disputed"));
    if (fact.voices) tags.push(make("span", { class: "tag" }, fact.voices + " 个独立来源"));
    return make("div", { class: "facts" }, dated(fact), ...tags);
  }
  function quote(id, extraMarks) {
    const claim = claims[id];
    if (!claim) return null;
    const source = sources[claim.source] || {};
    const text = Array.from(claim.quote); // offsets count code points
    const marks = [...(claim.marks || []), ...(extraMarks || [])].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const said = make("p", { class: "said" });
    said.style.margin = "0";
    let at = 0;
    for (const [start, end] of marks) {
      if (start < at) continue;
      said.append(text.slice(at, start).join(""), make("mark", {}, text.slice(start, end).join("")));
      at = end;
    }
    said.append(text.slice(at).join(""));
    const title = source.title || source.text || "";
    const link = source.url && /^https?:\/\//i.test(source.url)
      ? make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, title || source.url)
      : title;
    const where = [source.publisher || "", source.published || "日期不详"].filter(Boolean).join(" · ");
    const foot = make("footer", {}, "—— " + where + (link ? " · " : ""), link);
    if (source.text && source.text !== title) foot.append(" " + source.text);
    if (claim.modality !== "asserted") foot.append(" · " + (modalities[claim.modality] || claim.modality));
    if (claim.date) foot.append(" · 所载日期 " + claim.date);
    return make("blockquote", {}, said, foot);
  }
  const chip = (id) => make("button", { type: "button", class: "chip", onclick: () => pick(id, true) }, entities[id].name || "（无名）");

  // Facts of one kind that one sentence states (a list of investees, say) are told together, the sentence once.
  function bundles(ids) {
    const held = new Map();
    for (const id of ids) {
      const fact = facts[id];
      const said = fact.claims.map((c) => (claims[c] ? claims[c].source + "\u0000" + claims[c].quote + "\u0000" + claims[c].modality + "\u0000" + (claims[c].date || "") : c));
      const key = [fact.date || "", fact.end || "", status(fact), fact.modality, fact.disputed ? 1 : 0, fact.voices || 1, figures(fact).join(), ...new Set(said)].join("\u0001");
      if (!held.has(key)) held.set(key, []);
      held.get(key).push(id);
    }
    return [...held.values()];
  }
  function quotes(ids) {
    const marks = new Map(), first = new Map();
    for (const id of ids) for (const c of facts[id].claims) {
      const claim = claims[c];
      if (!claim) continue;
      const key = claim.source + "\u0000" + claim.quote + "\u0000" + claim.modality + "\u0000" + (claim.date || "");
      if (!first.has(key)) { first.set(key, c); marks.set(key, []); }
      marks.get(key).push(...(claim.marks || []));
    }
    return [...first].map(([key, c]) => quote(c, marks.get(key)));
  }
  const order = (a, b) => {
    const x = facts[a], y = facts[b];
    return (x.date ? 0 : 1) - (y.date ? 0 : 1) || (x.min || "").localeCompare(y.min || "") || (x.max || "").localeCompare(y.max || "") || (a < b ? -1 : 1);
  };
  const DIRECTIONS = { out: "→", in: "←", both: "↔" };
  function group(list, type, direction, self) {
    const kind = typeOf.get(type);
    const box = make("section", {}, make("h3", {}, swatch(kind.colour, "line"), kind.zh, en(type), make("b", {}, String(list.length))));
    for (const ids of bundles(list.sort(order))) {
      const ends = ids.map((id) => chip(facts[id].from === self ? facts[id].to : facts[id].from));
      box.append(make("div", { class: "fact" },
        make("div", { class: "ends" }, make("span", { class: "way" }, DIRECTIONS[direction]), ...ends), about(facts[ids[0]]), ...quotes(ids)));
    }
    return box;
  }
  function aboutNode(id) {
    const entity = entities[id];
    const rows = [];
    if (entity.aliases) rows.push("又名 " + entity.aliases.join("、"));
    if (entity.tickers) rows.push(entity.tickers.join("、"));
    if (entity.sector) rows.push(entity.sector);
    const out = [make("h2", {}, entity.name || "（无名）"), make("p", { class: "kind" }, entity.zh + " ", en(entity.label), rows.length ? " · " + rows.join(" · ") : "")];
    const groups = new Map();
    for (const f of ofNode.get(id)) {
      const fact = facts[f];
      if (!shown(fact)) continue;
      const direction = fact.symmetric ? "both" : fact.from === id ? "out" : "in";
      const key = fact.type + " " + direction;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(f);
    }
    for (const t of types) for (const direction of ["out", "both", "in"]) {
      const list = groups.get(t.type + " " + direction);
      if (list) out.push(group(list, t.type, direction, id));
    }
    return out;
  }
  function aboutEdge(id) {
    const fact = facts[id];
    const kind = typeOf.get(fact.type);
    return [
      make("h2", {}, kind.zh + " ", en(fact.type)),
      make("div", { class: "fact" },
        make("div", { class: "ends" }, chip(fact.from), make("span", { class: "way" }, fact.symmetric ? "↔" : "→"), chip(fact.to)), about(fact), ...quotes([id])),
    ];
  }
  function welcome() {
    const item = (...words) => make("li", {}, ...words);
    const busiest = Object.keys(entities).filter((id) => !["Milestone", "Measure", "Round"].includes(entities[id].label))
      .sort((a, b) => ofNode.get(b).length - ofNode.get(a).length || (a < b ? -1 : 1)).slice(0, 12);
    return [
      make("div", { class: "hint" },
        make("ul", {},
          item("点一个实体或一条线，看原话与出处 ", en("click a node or an edge for its evidence")),
          item("按 / 搜索，↑↓ 选择，回车定位 ", en("press / to search")),
          item("滚轮缩放，拖动移动；放大后显示关系名 ", en("zoom in for labels")))),
      make("h3", {}, "事实最多的实体", en("most facts")),
      make("div", { class: "ends" }, ...busiest.map(chip)),
    ];
  }
  function panel() {
    const content = chosen !== null ? aboutNode(chosen) : chosenEdge !== null ? aboutEdge(chosenEdge) : welcome();
    const panel = $("panel");
    panel.replaceChildren(...content);
    panel.scrollTop = 0;
  }

  function pick(id, move) {
    chosen = id;
    chosenEdge = null;
    paint();
    network.selectNodes([id], false);
    if (move) {
      const scale = Math.min(1.6, Math.max(0.9, network.getScale()));
      network.focus(id, { scale, animation: still ? false : { duration: 450, easingFunction: "easeInOutQuad" } });
    }
    panel();
  }
  function pickEdge(id) {
    chosen = null;
    chosenEdge = id;
    paint();
    network.selectEdges([id]);
    panel();
  }
  function drop() {
    chosen = chosenEdge = null;
    network.unselectAll();
    paint();
    panel();
  }
  network.on("click", (event) => {
    if (event.nodes.length) pick(event.nodes[0], false);
    else if (event.edges.length) pickEdge(event.edges[0]);
    else drop();
  });

  // ---- a word on what the pointer is over
  const tip = $("tip");
  function hint(text, event) {
    tip.textContent = text;
    tip.hidden = false;
    const box = $("stage").getBoundingClientRect();
    const x = event.pointer.DOM.x, y = event.pointer.DOM.y;
    tip.style.transform = `translate(${Math.min(x + 14, box.width - tip.offsetWidth - 6)}px, ${Math.max(4, y - tip.offsetHeight - 10)}px)`;
  }
  network.on("hoverNode", (e) => hint(`${entities[e.node].name}（${entities[e.node].zh}）`, e));
  network.on("hoverEdge", (e) => {
    const fact = facts[e.edge];
    hint(`${entities[fact.from].name} ${typeOf.get(fact.type).zh} ${entities[fact.to].name}${fact.date_zh ? "，" + fact.date_zh : ""}`, e);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => { tip.hidden = true; });

  // ---- the legend
  function toggle(type, on, label) {
    if (on) off.delete(type); else off.add(type);
    label.classList.toggle("off", !on);
  }
  const boxes = [];
  for (const t of types) {
    const input = make("input", { type: "checkbox", "data-type": t.type });
    input.checked = true;
    const label = make("label", { title: t.type }, input, swatch(t.colour, "line"), t.zh, make("b", {}, String(t.count)));
    input.addEventListener("change", () => { toggle(t.type, input.checked, label); paint(); panel(); });
    boxes.push([input, t.type, label]);
    $("types").append(make("li", {}, label));
  }
  const setAll = (on) => { for (const [input, type, label] of boxes) { input.checked = on; toggle(type, on, label); } paint(); panel(); };
  $("all").addEventListener("click", () => setAll(true));
  $("none").addEventListener("click", () => setAll(false));
  for (const l of labels) $("labels").append(make("li", { title: l.label }, swatch(l.colour, shapeOf(l.label)), l.zh, make("b", {}, String(l.count))));
  if (matchMedia("(max-width: 820px)").matches) $("legend").open = false;

  // ---- any day: the last of the time line is all of history
  const slider = $("day");
  if (slider) {
    const days = Object.values(facts).flatMap((f) => [f.min, f.max, f.end_min, f.end_max]).filter(Boolean).sort();
    const month = (iso) => +iso.slice(0, 4) * 12 + +iso.slice(5, 7) - 1;
    if (days.length < 2 || month(days[0]) === month(days.at(-1))) slider.form.hidden = true;
    else {
      const first = month(days[0]), last = month(days.at(-1));
      slider.max = last - first + 1;
      slider.value = slider.max;
      const turn = () => {
        const at = first + +slider.value, year = Math.floor(at / 12), part = at % 12 + 1;
        const all = +slider.value === last - first + 1;
        asOf = all ? null : `${String(year).padStart(4, "0")}-${String(part).padStart(2, "0")}-${new Date(Date.UTC(year, part, 0)).getUTCDate()}`;
        $("shown-day").textContent = all ? "全部 all" : `${year}年${part}月底`;
        slider.form.classList.toggle("on", !all);
        slider.setAttribute("aria-valuetext", $("shown-day").textContent);
      };
      slider.addEventListener("input", () => { turn(); paint(); panel(); });
      slider.form.addEventListener("submit", (event) => event.preventDefault());
      turn();
    }
  }

  // ---- search: names, aliases, stock codes; any case and width
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const index = Object.entries(entities)
    .filter(([, e]) => !["Milestone", "Measure", "Round"].includes(e.label))
    .map(([id, e]) => ({ id, name: e.name, forms: [e.name, ...(e.aliases || []), ...(e.tickers || [])].map(fold), degree: ofNode.get(id).length }));
  const input = $("search"), found = $("found");
  let hits = [], active = 0;
  function rank(entry, wanted) {
    let best = 9;
    entry.forms.forEach((form, i) => {
      const score = form === wanted ? 0 : form.startsWith(wanted) ? 1 : form.includes(wanted) ? 2 : 9;
      best = Math.min(best, score + (i ? 0.5 : 0));
    });
    return best;
  }
  function list() {
    const wanted = fold(input.value);
    hits = !wanted ? [] : index.map((e) => [rank(e, wanted), e]).filter(([r]) => r < 9)
      .sort((a, b) => a[0] - b[0] || b[1].degree - a[1].degree || (a[1].id < b[1].id ? -1 : 1)).slice(0, 12).map(([, e]) => e);
    active = 0;
    found.replaceChildren(...hits.map((e, i) => {
      const alias = !fold(e.name).includes(wanted) && [...(entities[e.id].aliases || []), ...(entities[e.id].tickers || [])].find((a) => fold(a).includes(wanted));
      return make("li", { role: "option", id: "hit" + i, onpointerdown: (event) => { event.preventDefault(); go(i); } },
        swatch(colourOf(entities[e.id].label), shapeOf(entities[e.id].label)), e.name + (alias ? "（" + alias + "）" : ""), make("small", {}, entities[e.id].zh + " · " + e.degree));
    }));
    if (wanted && !hits.length) found.append(make("li", { class: "none" }, "没有找到 no match"));
    mark();
    found.hidden = !wanted;
    input.setAttribute("aria-expanded", String(!found.hidden));
  }
  const colourOf = (label) => (labels.find((l) => l.label === label) || {}).colour || "#888888";
  function mark() {
    [...found.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === active && hits.length > 0)));
    if (hits.length) {
      input.setAttribute("aria-activedescendant", "hit" + active);
      found.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  function close() { found.hidden = true; input.setAttribute("aria-expanded", "false"); }
  function go(i) {
    const hit = hits[i];
    if (!hit) return;
    close();
    input.value = hit.name;
    input.blur();
    pick(hit.id, true);
  }
  input.addEventListener("input", list);
  input.addEventListener("focus", () => { input.select(); if (input.value) list(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still at it
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.hidden) list();
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else if (event.key === "Enter") { event.preventDefault(); if (found.hidden) list(); go(active); }
    else if (event.key === "Escape") { event.stopPropagation(); close(); input.blur(); }
  });
  const animation = still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  const zoom = (by) => network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * by)), animation });
  const fit = (moved) => network.fit({ animation: moved ? animation : false, minZoomLevel: 0.02, maxZoomLevel: 1.3 });
  $("closer").addEventListener("click", () => zoom(1.4));
  $("further").addEventListener("click", () => zoom(1 / 1.4));
  $("fit").addEventListener("click", () => fit(true));
  document.addEventListener("keydown", (event) => {
    if (event.target === input || event.target === slider || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); input.focus(); }
    else if (event.key === "f") fit(true);
    else if (event.key === "Escape") drop();
  });
  dark.addEventListener("change", paint);

  paint();
  fit(false);
  // on a narrow screen the whole is too small to read: begin at the entity of most facts
  if (innerWidth < 600 && network.getScale() < 0.6 && index.length)
    network.moveTo({ position: network.getPosition(index.reduce((a, b) => (b.degree > a.degree ? b : a)).id), scale: 0.6 });
  panel();
  if (data.focus.length) pick(data.focus[0], false);
  network.once("afterDrawing", () => { document.documentElement.dataset.ready = "yes"; });
})();
