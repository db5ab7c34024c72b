"use strict";
(() => {
  const text = document.getElementById("text");
  const tip = document.getElementById("tip");
  const most = 6; // cards in the tooltip; the rest stand in the list
  const numbers = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const marks = Array.from(text.querySelectorAll("[data-e],[data-s]"));
  const by = (name) => {
    const map = new Map();
    for (const mark of marks) {
      for (const n of numbers(mark, name)) {
        if (!map.has(n)) map.set(n, []);
        map.get(n).push(mark);
      }
    }
    return map;
  };
  const evidence = by("e"), named = by("m"), skipped = by("s");
  let lit = [];
  let told = null; // the mark that the tooltip speaks of

  const light = (elements, name) => {
    for (const element of elements || []) {
      element.classList.add(name);
      lit.push([element, name]);
    }
  };
  const dark = () => {
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
  };
  const showClaim = (n) => {
    light(evidence.get(n), "on");
    light(named.get(n), "named");
    light([document.getElementById("c" + n)], "on");
  };
  const showSkipped = (n) => {
    light(skipped.get(n), "on");
    light([document.getElementById("k" + n)], "on");
  };
  const hide = () => {
    tip.hidden = true;
    if (told) told.removeAttribute("aria-describedby");
    told = null;
    dark();
  };
  const show = (mark) => {
    hide();
    told = mark;
    told.setAttribute("aria-describedby", "tip");
    const claims = numbers(mark, "c"), left = numbers(mark, "s");
    const cards = claims.map((n) => "c" + n).concat(left.map((n) => "k" + n));
    if (claims.length === 1) showClaim(claims[0]);
    else light(claims.flatMap((n) => evidence.get(n) || []), "on");
    left.forEach(showSkipped);
    tip.replaceChildren();
    for (const id of cards.slice(0, most)) {
      const card = document.getElementById(id);
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("on");
      copy.hidden = false;
      for (const link of copy.querySelectorAll("a")) link.removeAttribute("href");
      tip.append(copy);
    }
    if (cards.length > most) {
      const more = document.createElement("div");
      more.className = "more";
      more.textContent = "还有 " + (cards.length - most) + " 条，见右侧。" + (cards.length - most) + " more in the list.";
      tip.append(more);
    }
    tip.hidden = false;
    const spot = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const below = spot.bottom + 8 + size.height < innerHeight;
    tip.style.left = Math.max(8, Math.min(spot.left, innerWidth - size.width - 8)) + "px";
    tip.style.top = (below ? spot.bottom + 8 : Math.max(8, spot.top - 8 - size.height)) + "px";
  };

  const markOf = (event) => event.target.closest("[data-e],[data-s]");
  text.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark); else hide();
  });
  text.addEventListener("mouseleave", hide);
  text.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
  });
  text.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  document.querySelector("aside").addEventListener("click", (event) => {
    const link = event.target.closest("a.go");
    if (!link) return;
    dark();
    if (link.dataset.go !== undefined) showClaim(link.dataset.go);
    else showSkipped(link.dataset.goSkipped);
  });

  const find = document.getElementById("find");
  const cards = Array.from(document.querySelectorAll("#claims .card,#skipped .card"));
  const words = cards.map((card) => card.textContent.toLowerCase());
  const count = document.getElementById("count");
  const total = document.querySelectorAll("#claims .card").length;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    cards.forEach((card, i) => {
      card.hidden = !wanted.every((word) => words[i].includes(word));
      if (!card.hidden && card.parentNode.id === "claims") shown += 1;
    });
    count.textContent = shown === total ? total : shown + " / " + total;
  });
})();
