/* The call page: keys, and care that a reply never overwrites what is being typed. The draft itself is kept on the server. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("call-form");
  if (!form) return;
  const map = document.getElementById("keys");
  const search = document.getElementById("q");
  const notes = document.getElementById("notes");
  let sent = new FormData(form);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.path.endsWith("/listen")) sent = new FormData(form);
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const target = event.detail.target;
    const name = target.dataset.field;
    const changed = name && new FormData(form).get(name) !== sent.get(name);
    const held = target.id !== "danger" && target.contains(document.activeElement);
    if (changed || held) event.detail.shouldSwap = false;
  });

  /* Danger shows at once whether it is there; the hand that ticked stays where it was. */
  let ticking = false;
  document.addEventListener("htmx:oobBeforeSwap", (event) => { if (event.detail.target.id === "danger") ticking = document.activeElement?.id === "t-safe"; });
  document.addEventListener("htmx:oobAfterSwap", () => { if (ticking) document.getElementById("t-safe")?.focus(); ticking = false; });

  /* Saved, or not saved: said in words, and what is on the screen stays on the screen. */
  const saved = document.getElementById("saved");
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig.path.endsWith("/listen")) return;
    saved.textContent = event.detail.successful ? "已暂存" : "没有存上，网络恢复后会再存，屏幕上的内容都在";
    saved.className = event.detail.successful ? "quiet small" : "is-late small";
    if (!event.detail.successful) setTimeout(() => htmx.trigger(form, "again"), 3000);
  });

  const stops = () => [...form.querySelectorAll("input:not([type=hidden]):not([disabled]), select, textarea, #finish")].filter(
    (stop) => stop.offsetParent && (stop.type !== "radio" || stop.checked || !form.querySelector(`[name="${stop.name}"]:checked`)));
  const next = (from) => {
    const all = stops();
    const after = all.slice(all.indexOf(from) + 1).find((stop) => from.type !== "radio" || stop.name !== from.name);
    (after || document.getElementById("finish")).focus();
  };

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    const typing = here.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.isComposing) return; /* Enter and Esc belong to the Chinese input method then. */
    if (event.key === "?" && !typing) { event.preventDefault(); map.showModal(); }
    else if (event.key === "F1") { event.preventDefault(); map.showModal(); }
    else if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
    else if (event.altKey && event.key === "1") { event.preventDefault(); document.getElementById("script").focus(); }
    else if (event.altKey && event.key === "2") { event.preventDefault(); notes.focus(); }
    else if (event.altKey && event.key === "3") { event.preventDefault(); search.focus(); }
    else if (event.altKey && event.key.toLowerCase() === "n") { event.preventDefault(); document.getElementById("new-call").requestSubmit(); }
    else if (event.altKey && event.key.toLowerCase() === "l") {
      event.preventDefault();
      const legal = [...document.querySelectorAll("#found details")];
      const open = legal.some((one) => !one.open);
      for (const one of legal) one.open = open;
    }
    else if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); document.getElementById("finish")?.focus(); document.getElementById("finish")?.click(); }
    else if (event.key === "Enter" && form.contains(here) && here.matches("input, select")) { event.preventDefault(); next(here); }
    else if (event.key === "Escape" && !map.open && typing) { event.preventDefault(); here.blur(); }
  });
  /* The browser clears a search box on Esc by itself; nothing is lost on Esc here. */
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
});
