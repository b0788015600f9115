// SPDX-License-Identifier: MIT
// What scripts add to a page that works without them: layers are remembered and can be shared in the address, a place's mark
// copies a citation, names have a tooltip that Escape closes, copying takes the text alone, contents show where the reader is.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = { get: () => { try { return JSON.parse(localStorage.getItem("edition")) || {}; } catch { return {}; } },
    set: (layers) => { try { localStorage.setItem("edition", JSON.stringify(layers)); } catch { /* a browser that keeps nothing */ } } };
  const shared = Object.fromEntries(new URLSearchParams(location.search));
  const wanted = { ...stored.get(), ...shared };
  root.classList.add("js");
  // before the first paint: what would flash
  for (const name of ["theme", "size"]) if (/^[a-z]+$/.test(wanted[name] || "")) root.dataset[name] = wanted[name];

  const inputs = () => [...document.querySelectorAll(".bar input")];
  const layers = () => {
    const changed = {};
    for (const input of inputs()) {
      if (input.checked === input.defaultChecked) continue;
      if (input.type === "checkbox") changed[input.name] = input.checked ? "1" : "0";
      else if (input.checked) changed[input.name] = input.value;
    }
    return changed;
  };
  const restore = () => {
    for (const input of inputs()) {
      const value = wanted[input.name];
      if (value === undefined) continue;
      if (input.type === "checkbox") input.checked = value === "1";
      else if (input.value === value) input.checked = true;
    }
  };
  const remember = () => {
    const changed = layers();
    for (const name of ["theme", "size"]) if (changed[name]) root.dataset[name] = changed[name]; else delete root.dataset[name];
    stored.set({ ...Object.fromEntries(Object.entries(stored.get()).filter(([name]) => !inputs().some((input) => input.name === name))), ...changed });
    const query = new URLSearchParams(changed).toString();
    try { history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch { /* file: in some browsers */ }
  };

  // names: who or what, below the link or above it where there is no room
  let tip, owner;
  const hide = () => { if (owner) { tip.hidden = true; owner.removeAttribute("aria-describedby"); owner = undefined; } };
  const show = (link) => {
    const quoted = getComputedStyle(link).getPropertyValue("--who").trim();
    if (!quoted || link === owner) return;
    hide();
    tip ||= document.body.appendChild(Object.assign(document.createElement("div"), { className: "who", id: "--who", hidden: true }));
    tip.setAttribute("role", "tooltip");
    const doubt = link.closest(".doubtful") ? getComputedStyle(root).getPropertyValue("--doubtful").trim().slice(1, -1) : "";
    tip.textContent = quoted.slice(1, -1).replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, code, character) => code ? String.fromCodePoint(parseInt(code, 16)) : character) + doubt;
    const words = tip.textContent.indexOf("\n");
    if (words > 0) tip.replaceChildren(Object.assign(document.createElement("strong"), { textContent: tip.textContent.slice(0, words) }), tip.textContent.slice(words));
    tip.hidden = false;
    owner = link;
    link.setAttribute("aria-describedby", tip.id);
    const at = link.getClientRects()[0], size = tip.getBoundingClientRect(), wide = root.clientWidth;
    const below = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8;
    tip.style.left = Math.max(16, Math.min(at.left, wide - size.width - 16)) + scrollX + "px";
    tip.style.top = (below ? at.bottom + 4 : at.top - size.height - 4) + scrollY + "px";
  };
  const named = (target) => target instanceof Element ? target.closest("a.mention, .mention > a:not([class])") : null;

  const toast = (words) => {
    let place = document.querySelector(".toast");
    place ||= document.body.appendChild(Object.assign(document.createElement("p"), { className: "toast" }));
    place.setAttribute("role", "status");
    setTimeout(() => { place.textContent = words; }, 50);
    setTimeout(() => { place.textContent = ""; }, 3500);
  };
  const write = async (words) => {
    try { await navigator.clipboard.writeText(words); return true; } catch { return false; }
  };
  const cite = async (link) => {
    const { cite: pattern, address, copied } = document.body.dataset;
    if (!pattern || link.classList.contains("provisional")) return;
    const words = pattern.replace("{1}", () => link.getAttribute("aria-label")) + ", " + (address || location.href.replace(/[?#].*$/, "")) + link.getAttribute("href");
    if (await write(words)) toast(copied + ": " + words);
  };

  // the text alone is copied: no marks, no copies of notes, one reading
  const copy = (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const inside = range.commonAncestorContainer;
    const element = inside.nodeType === 1 ? inside : inside.parentElement;
    if (!element.closest("article[data-text]") || element.closest("[data-generated], .beside")) return;
    const part = document.createElement("div");
    part.append(range.cloneContents());
    const other = document.getElementById("--reading-transmitted")?.checked ? "corrected" : "transmitted";
    for (const gone of part.querySelectorAll(`[data-generated], .beside, [data-layer="editor"], [data-reading="${other}"]`)) gone.remove();
    part.style.cssText = "position:absolute;left:-999em";
    document.body.append(part);
    event.clipboardData.setData("text/plain", part.innerText);
    for (const linked of part.querySelectorAll("*")) for (const { name } of [...linked.attributes]) if (!["lang", "dir"].includes(name)) linked.removeAttribute(name);
    event.clipboardData.setData("text/html", part.innerHTML);
    part.remove();
    event.preventDefault();
  };

  // contents: the section that is being read
  const follow = () => {
    const links = new Map([...document.querySelectorAll(".contents a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    if (!sections.length || !("IntersectionObserver" in window)) return;
    let now;
    const look = () => {
      let here;
      for (const section of sections) if (section.getBoundingClientRect().top < innerHeight / 3) here = section;
      const link = here && links.get(here.id);
      if (link === now) return;
      now?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      if (link && link.closest("nav").scrollHeight > link.closest("nav").clientHeight) link.scrollIntoView({ block: "nearest" });
      now = link;
    };
    let waiting = false;
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; look(); }); } }, { passive: true });
    look();
  };

  const wide = matchMedia("(min-width: 1100px)");
  const opened = () => document.querySelector(".beside:target, .beside.open");
  const close = (note) => {
    const marker = [...document.querySelectorAll(".mark, .noteref")].find((link) => decodeURIComponent(link.hash.slice(1)) === note.id) || document.getElementById(note.id.replace(/^-/, ""));
    note.classList.remove("open");
    if (note.matches(":target")) location.hash = marker?.id || "";
    marker?.focus({ preventScroll: true });
  };
  const press = (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    if (link.matches(".pl")) cite(link);
    else if (link.matches(".sign")) {
      const why = link.nextElementSibling;
      if (!why?.showPopover) return;
      event.preventDefault();
      why.togglePopover({ source: link });
    } else if (link.matches(".why > a")) {
      const why = link.parentElement;
      if (!why.matches(":popover-open")) return;
      event.preventDefault();
      why.hidePopover();
      why.previousElementSibling.focus({ preventScroll: true });
    } else if (link.matches(".contents a")) document.getElementById("--contents")?.hidePopover?.();
    else if (link.matches(".noteref, .mark") && link.hash) {
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!note) return;
      event.preventDefault();
      const was = opened();
      was?.classList.remove("open");
      if (was === note && !wide.matches) { if (note.matches(":target")) close(note); return; }
      note.classList.add("open");
      note.tabIndex = -1;
      note.focus({ preventScroll: wide.matches && note.getBoundingClientRect().bottom < innerHeight });
    } else if (link.matches(".beside > .num")) {
      event.preventDefault();
      const note = link.closest(".beside");
      close(note);
    }
  };

  addEventListener("DOMContentLoaded", () => {
    restore();
    document.querySelector(".bar")?.addEventListener("change", remember);
    document.addEventListener("click", press);
    document.addEventListener("copy", copy);
    document.addEventListener("pointerover", ({ target, pointerType }) => { const link = named(target); if (link && pointerType !== "touch") show(link); else if (owner && !tip.contains(target)) hide(); });
    document.addEventListener("focusin", ({ target }) => { const link = named(target); if (link && link.matches(":focus-visible")) show(link); else hide(); });
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      if (owner) hide();
      else if (document.activeElement?.closest(".beside")) close(document.activeElement.closest(".beside"));
    });
    follow();
  });
})();
