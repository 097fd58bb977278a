/* While words are written: what changes is scrolled into view on the phone, and a hole is put where the caret stands. */
"use strict";

function shown() {
  const chat = document.querySelector("#preview .chat");
  const changed = chat && chat.querySelector(".changed");
  if (changed) chat.scrollTop = Math.max(0, changed.offsetTop - chat.offsetTop - 24);
}

document.addEventListener("htmx:afterSwap", shown);
document.addEventListener("DOMContentLoaded", () => {
  shown();
  for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
  const text = document.getElementById("text");
  for (const button of document.querySelectorAll("[data-hole]")) {
    button.addEventListener("click", () => {
      text.setRangeText(button.dataset.hole, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
});
