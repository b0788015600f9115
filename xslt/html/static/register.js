// SPDX-License-Identifier: MIT
// A box above a register that leaves the entries whose names or description have the letters typed. The page is whole without it.
"use strict";
(() => {
  const register = document.querySelector(".register");
  const items = [...document.querySelectorAll(".register .item")];
  if (!register || items.length < 12) return;
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = new Map();
  const known = (item) => {
    if (!names.has(item)) names.set(item, plain([...item.querySelectorAll("h3, .said, dd")].map((part) => part.textContent).join(" ")));
    return names.get(item);
  };
  const box = document.createElement("p");
  box.className = "filter";
  const label = Object.assign(document.createElement("label"), { htmlFor: "--filter", textContent: register.dataset.filter });
  const input = Object.assign(document.createElement("input"), { id: "--filter", type: "search", autocomplete: "off", spellcheck: false });
  const said = document.createElement("output");
  said.htmlFor = "--filter";
  box.append(label, input, said);
  register.querySelector(".opening").append(box);
  let waiting;
  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      item.hidden = !words.every((word) => known(item).includes(word));
      if (!item.hidden) shown += 1;
    }
    for (const letter of register.querySelectorAll(".letter")) letter.hidden = !letter.querySelector(".item:not([hidden])");
    said.textContent = !words.length ? "" : shown ? register.dataset.shown.replace("{1}", shown).replace("{2}", items.length) : register.dataset.none;
  };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  addEventListener("hashchange", () => { if (document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("[hidden]")) { input.value = ""; filter(); } });
  if (input.value) filter();
})();
