/* Small helps for every page. All pages work without them. */
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
});

/* A page that updates by itself says so when it no longer can, and a login that ended leads to the login page. */
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) location.reload();
});
for (const [name, lost] of [["htmx:sendError", true], ["htmx:afterOnLoad", false]]) {
  document.addEventListener(name, () => {
    for (const note of document.querySelectorAll("[data-offline]")) note.hidden = !lost;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const doors = document.querySelector(".rail details");
  if (doors && matchMedia("(max-width: 991px)").matches) doors.open = false;

  const trouble = document.querySelector("[aria-invalid=true], [role=alert].band-late");
  if (trouble && !document.querySelector("[autofocus]")) {
    if (!trouble.matches("input,select,textarea")) trouble.tabIndex = -1;
    trouble.focus();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-opens], [data-closes]");
  if (!button) return;
  if (button.matches("[data-print]")) window.print();
  if (button.matches("[data-opens]")) document.getElementById(button.dataset.opens).showModal();
  if (button.matches("[data-closes]")) button.closest("dialog").close();
});

/* A filter applies as soon as it is chosen; the button stays for those without script. */
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && event.target.matches("select")) form.requestSubmit();
});

/* One click, one deed: a form that has been sent cannot be sent again. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
