/* The call page keeps what is written: on the server after every few keys, and here while the server cannot be reached.
   A reply never overwrites what is being typed. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("call-form");
  if (!form) return;
  const number = form.dataset.call;
  const notes = document.getElementById("notes");
  const saved = document.getElementById("saved");
  const listenAt = form.getAttribute("hx-post");
  const ours = [listenAt, form.dataset.toldAt, form.dataset.alertAt];
  const stash = `call:${number}`;
  const kept = (name) => name !== "csrf_token" && name !== "q" && !/^(was|look|heard)-/.test(name);
  const now = () => new FormData(form);
  const text = (data) => JSON.stringify([...data].filter(([name]) => kept(name)));
  let sent = now();
  let clean = text(sent);
  let over = false; /* The call ends or is registered: nothing more of it may be sent. */

  const say = (words, late) => { saved.textContent = words; saved.className = late ? "is-late small" : "quiet small"; };
  const lost = () => { remember(); say("没有存上，网络恢复后会再存，屏幕上的内容都在", true); };
  const again = () => { lost(); setTimeout(() => htmx.trigger(form, "again"), 3000); };
  const remember = () => { if (text(now()) !== clean) sessionStorage.setItem(stash, text(now())); };

  /* What the server has now is where the next change is counted from. */
  const settled = () => {
    for (const was of form.querySelectorAll("[name^='was-']")) {
      const name = was.name.slice(4);
      was.value = name === "ticks" ? sent.getAll("tick").join(" ") : (sent.get(name) ?? "");
    }
    clean = text(sent);
    sessionStorage.removeItem(stash);
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (ours.includes(event.detail.requestConfig.path)) sent = now();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (ours.includes(event.detail.requestConfig.path) && event.detail.xhr.status === 200) settled();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!ours.includes(event.detail.requestConfig.path)) return;
    const status = event.detail.xhr.status;
    if (status === 0) return; /* Overtaken by a newer one; a network that is lost says so below. */
    if (event.detail.successful) say("已暂存", false);
    else if (status === 409) { over = true; say(event.detail.xhr.responseText, true); }
    else if (status === 401) remember(); /* console.js leads to the login; what is not kept yet waits here. */
    else again();
  });
  document.addEventListener("htmx:sendError", (event) => { if (ours.includes(event.detail.requestConfig.path)) again(); });

  /* A part that holds the hand is left alone while it is written in, and gets the hand back when it was only ticked. */
  let hand = "";
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const target = event.detail.target;
    const name = target.dataset.field;
    const changed = name && now().get(name) !== sent.get(name);
    const here = document.activeElement;
    const inside = target.contains(here);
    const writing = inside && here.matches("textarea, input:not([type=radio]):not([type=checkbox])");
    if (target.id === "ticks" && now().getAll("tick").join() !== sent.getAll("tick").join()) event.detail.shouldSwap = false;
    else if (changed || writing) event.detail.shouldSwap = false;
    else if (inside) hand = here.id;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    if (hand) document.getElementById(hand)?.focus();
    hand = "";
  });
  /* Notes that another window wrote: taken over where nothing was written since. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const other = /<template id="notes-kept" data-notes="([^"]*)"/.exec(event.detail.xhr.responseText || "");
    if (!ours.includes(event.detail.requestConfig.path) || !other || notes.value !== sent.get("notes")) return;
    const words = new DOMParser().parseFromString(other[0] + "></template>", "text/html").querySelector("template").dataset.notes;
    const at = notes.selectionStart;
    notes.value = words;
    notes.setSelectionRange(at, at);
    form.querySelector("[name=was-notes]").value = words;
    sent = now();
    clean = text(sent);
  });

  /* What could not be kept before the page went (a login that ended, a lost network) comes back. */
  const back = sessionStorage.getItem(stash);
  if (back) {
    const entries = JSON.parse(back);
    const key = (entries.find(([name]) => name === "call") || ["", ""])[1];
    if (!key || key === document.getElementById("call-key").value) {
      for (const [name, value] of entries) {
        if (name === "call" || name === "tick") continue;
        const fields = [...form.elements].filter((one) => one.name === name);
        for (const one of fields) { if (one.type === "radio") one.checked = one.value === value; else one.value = value; }
      }
      const ticks = entries.filter(([name]) => name === "tick").map(([, value]) => value);
      for (const box of form.querySelectorAll("[name=tick]")) box.checked = ticks.includes(box.value);
      setTimeout(() => htmx.trigger(form, "again"), 100);
    } else sessionStorage.removeItem(stash);
  }

  /* Leaving by a tab, a link or the cross: the last keys go along. */
  addEventListener("pagehide", () => {
    if (over || text(now()) === clean) return;
    if (!navigator.sendBeacon(listenAt, now())) remember();
  });

  /* A step that leaves the page waits until all that is written has arrived; without the server the page stays. */
  let going = false;
  document.addEventListener("submit", async (event) => {
    const leaving = event.target;
    if (going || leaving.method !== "post" || !leaving.closest(".page-call")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      const data = now();
      const answer = await fetch(listenAt, {
        method: "POST", body: data, signal: AbortSignal.timeout(8000),
        headers: { "HX-Request": "true", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
      });
      if (answer.status === 401) { remember(); location.reload(); return; }
      if (!answer.ok && answer.status !== 409) { lost(); return; }
      if (answer.ok) {
        const begun = /id="call-key" value="([^"]*)"/.exec(await answer.text());
        if (begun) document.getElementById("call-key").value = begun[1];
        sent = data;
        settled();
      }
    } catch { lost(); return; }
    for (let turn = 0; turn < 20 && form.matches(".htmx-request"); turn += 1) await new Promise((go) => setTimeout(go, 50));
    going = over = true;
    leaving.requestSubmit(event.submitter && event.submitter.form === leaving ? event.submitter : undefined);
    setTimeout(() => { going = over = false; }, 4000);
  }, true);
});
