/* The call page by keyboard: everything an operator does has a key, and no key loses a word. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const form = byId("call-form");
  const map = byId("keys");
  const press = (id) => byId(id)?.click();

  /* Seconds a call has been put aside, counted on here. */
  const opened = Date.now();
  const count = () => {
    for (const tab of document.querySelectorAll("[data-waits]")) {
      const all = Number(tab.dataset.waits) + Math.floor((Date.now() - opened) / 1000);
      tab.textContent = all < 60 ? `放了 ${all} 秒` : all < 3600 ? `放了 ${Math.floor(all / 60)} 分 ${all % 60} 秒` : `放了 ${Math.floor(all / 3600)} 小时`;
    }
  };
  setInterval(count, 1000);
  count();

  const nextTab = () => {
    const tabs = [...document.querySelectorAll("#tabs a")];
    const at = tabs.findIndex((tab) => tab.hasAttribute("aria-current"));
    if (tabs.length > 1) tabs[(at + 1) % tabs.length].click();
  };

  if (!form) {
    document.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const typing = event.target.matches("textarea, input:not([type=radio]):not([type=checkbox])");
      if (event.key === "F1" || (event.key === "?" && !typing)) { event.preventDefault(); map.showModal(); }
      else if (event.altKey && event.code === "KeyN") { event.preventDefault(); byId("new-call").requestSubmit(); }
      else if (event.altKey && event.code === "KeyP") { event.preventDefault(); nextTab(); }
      else if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); press("finish"); }
      else if (event.key === "Enter" && event.target.matches("#end-form input")) { event.preventDefault(); press("finish"); }
    });
    return;
  }

  const search = byId("q");
  const notes = byId("notes");
  const side = byId("side");

  /* The right column: what the library says, or who is calling. Both stand in the same place. */
  const pane = (name, hand) => {
    side.dataset.pane = name;
    for (const one of ["know", "caller"]) byId(one).hidden = one !== name;
    for (const one of side.querySelectorAll("[data-shows]")) one.setAttribute("aria-current", one.dataset.shows === name);
    if (hand) (name === "know" ? search : byId("caller").querySelector("[type=radio]:checked") || byId("caller").querySelector("a") || side).focus();
  };
  pane(side.dataset.pane, false);
  side.addEventListener("click", (event) => { const to = event.target.closest("[data-shows]"); if (to) pane(to.dataset.shows, true); });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id === "caller" && byId("caller").querySelector("[name=person]") && !search.value) pane("caller", false);
  });

  /* Hard moments: one key opens the list, a digit opens the words. */
  const moments = byId("moments");
  const leave = () => {
    const open = form.querySelector(".moment:not([hidden])");
    if (!open) return false;
    open.hidden = true;
    form.classList.remove("in-moment");
    notes.focus();
    return true;
  };
  const meet = (name) => {
    moments.close();
    leave();
    const words = byId(`moment-${name}`);
    words.hidden = false;
    words.querySelector("[name=tick]").checked = true;
    form.classList.add("in-moment");
    byId("script").scrollTop = 0;
    words.focus();
    htmx.trigger(form, "again");
  };
  moments.addEventListener("keydown", (event) => {
    const chosen = moments.querySelector(`[data-digit="${event.key}"]`);
    if (chosen) { event.preventDefault(); meet(chosen.dataset.moment); }
  });

  /* Answers: the arrow chooses, Enter keeps that it was said. */
  const answers = () => [...document.querySelectorAll("#found .answer")];
  const chosen = () => answers().find((one) => one.classList.contains("chosen")) || answers()[0];
  const choose = (step) => {
    const all = answers();
    if (!all.length) return;
    const at = all.findIndex((one) => one.classList.contains("chosen"));
    for (const one of all) one.classList.remove("chosen");
    const to = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
    to.classList.add("chosen");
    to.scrollIntoView({ block: "nearest" });
  };
  const told = (values) => htmx.ajax("POST", form.dataset.toldAt, { source: form, swap: "none", values });
  const alert = () => htmx.ajax("POST", form.dataset.alertAt, { source: form, swap: "none" });
  document.addEventListener("click", (event) => {
    const to = event.target;
    const answer = to.closest("button") && to.closest("[data-told]");
    if (answer) answer.classList.add("was-told");
    if (answer) told({ which: answer.dataset.told, asked: answer.dataset.asked || "", stage: answer.dataset.stage || "" });
    else if (to.closest("[data-untold]")) told({ untold: to.closest("[data-untold]").dataset.untold });
    else if (to.closest("[data-alert]")) alert();
    else if (to.closest("[data-leaves]")) leave();
    else if (to.closest("[data-moment]")) meet(to.closest("[data-moment]").dataset.moment);
  });

  const stops = () => [...form.querySelectorAll("input:not([type=hidden]):not([disabled]), select, textarea, #finish")].filter(
    (stop) => stop.offsetParent && stop.tabIndex >= 0 && !stop.closest("#script, #side") && (stop.type !== "radio" || stop.checked || !form.querySelector(`[name="${stop.name}"]:checked`)));
  const next = (from) => {
    if (from.name === "tick" && from.closest("#ticks")) { toTick(from); return; }
    const all = stops();
    const after = all.slice(all.indexOf(from) + 1).find((stop) => from.type !== "radio" || stop.name !== from.name);
    (after || byId("finish")).focus();
  };
  /* What is still open: the next field without an answer, from the top; when there is none, registering. */
  const toOpen = (after) => {
    const fields = [...form.querySelectorAll("[data-field]:not([hidden])")].filter((one) => one !== after && !one.hasAttribute("data-optional"));
    for (const one of fields) {
      const radios = [...one.querySelectorAll("[type=radio]")];
      const text = one.querySelector("textarea, input:not([type=radio]):not([type=hidden])");
      if (radios.length ? !radios.some((radio) => radio.checked) : text && !text.value.trim()) { (radios[0] || text).focus(); return; }
    }
    byId("finish").focus();
  };
  const pick = (radio, digit) => {
    const chosen = form.querySelectorAll(`[type=radio][name="${radio.name}"]`)[digit - 1];
    if (!chosen) return;
    chosen.click();
    chosen.focus();
  };
  const boxes = () => [...document.querySelectorAll("#ticks [type=checkbox]")];
  const toTick = (from) => {
    const all = boxes();
    const after = from ? all.slice(all.indexOf(from) + 1) : all;
    (after.find((one) => !one.checked) || notes).focus();
  };
  const agree = () => (byId("t-say-consent") || byId("t-say-sealed"))?.click();

  const ALT = {
    Digit1: () => byId("script").focus(),
    Digit2: () => notes.focus(),
    Digit3: () => pane("know", true),
    Digit4: () => pane("caller", true),
    KeyA: alert,
    KeyJ: () => toOpen(null),
    KeyK: () => form.querySelector("[data-kinds] [aria-current]").focus(),
    KeyH: () => moments.showModal(),
    KeyL: () => {
      const legal = [...document.querySelectorAll("#found details")];
      const open = legal.some((one) => !one.open);
      for (const one of legal) one.open = open;
    },
    KeyN: () => byId("new-call").requestSubmit(),
    KeyP: nextTab,
    KeyT: () => toTick(null),
    KeyW: () => press("wrap"),
    KeyY: agree,
  };

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    const typing = here.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.isComposing || moments.open) return; /* Enter and Esc belong to the Chinese input method, or to the list. */
    const deed = event.altKey && !event.ctrlKey && ALT[event.code];
    if (deed) { event.preventDefault(); deed(); }
    else if (event.key === "F1" || (event.key === "?" && !typing)) { event.preventDefault(); map.showModal(); }
    else if (map.open) return;
    else if (event.key === "/" && !typing) { event.preventDefault(); pane("know", true); }
    else if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); press("finish"); }
    else if (here === search && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); choose(event.key === "ArrowDown" ? 1 : -1); }
    else if (here === search && event.key === "Enter") { event.preventDefault(); if (search.value.trim()) chosen()?.querySelector("button")?.click(); }
    else if (here.closest("[data-kinds]") && form.querySelector(`[data-kinds] [data-key="${CSS.escape(event.key)}"]`)) { event.preventDefault(); form.querySelector(`[data-kinds] [data-key="${CSS.escape(event.key)}"]`).click(); }
    else if (here.type === "radio" && here.closest("[data-field]") && /^[1-9]$/.test(event.key)) { event.preventDefault(); pick(here, Number(event.key)); }
    else if (event.key === "Enter" && form.contains(here) && here.matches("input, select")) { event.preventDefault(); next(here); }
    else if (event.key === "Escape" && !typing) leave();
    else if (event.key === "Escape" && typing) { event.preventDefault(); if (!leave()) here.blur(); }
  });
});
