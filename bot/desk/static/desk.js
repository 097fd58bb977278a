/* Drafts that outlive a lost network or a closed page. Without this file every form still works. */
"use strict";

const key = (form) => `desk:${form.getAttribute("action")}`;

function say(text, late) {
  const note = document.getElementById("saved");
  note.textContent = text;
  note.className = late ? "band band-late" : "band";
  note.hidden = !text;
}

function restore(form) {
  let draft = {};
  try { draft = JSON.parse(localStorage.getItem(key(form)) || "{}"); } catch { /* a broken draft is no draft */ }
  for (const [name, value] of Object.entries(draft)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (!field.value) field.value = value;
    }
    const inside = form.closest("details");
    if (inside) inside.open = true;
  }
  if (Object.keys(draft).length) say("上次没存完的字还在，看一下再存。");
}

function keep(form) {
  const now = {};
  for (const [name, value] of new FormData(form)) if (!["csrf_token", "seen"].includes(name) && value) now[name] = value;
  try { localStorage.setItem(key(form), JSON.stringify(now)); } catch { /* full or forbidden: the page still holds the words */ }
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  say("正在存……");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok) {
      localStorage.removeItem(key(form));
      history.replaceState(null, "", answer.url);
    }
    document.querySelector("main").replaceWith(page.querySelector("main"));
    say("");
    begin();
    scrollTo(0, 0);
    document.querySelector("main").focus();
  } catch {
    say("现在没有网络，还没有存。写的字留在这台手机里，有网了再点一次。", true);
  } finally {
    delete form.dataset.sending;
  }
}

function begin() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    restore(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", send);
  }
}

document.addEventListener("DOMContentLoaded", begin);
