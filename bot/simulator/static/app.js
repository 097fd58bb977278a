// Keeps the phones on the page as the platform has them: one small request, twice a second.
import { fullTime, get, h, post } from "./dom.js";
import { Phone } from "./phone.js";
import { prepareDrawer, updateDrawer } from "./drawer.js";
import { nameWirePhones, prepareWire, refreshWire } from "./wire.js";

const EVERY = 450;
const MODES = { plain: "明文模式", compat: "兼容模式", secure: "安全模式" };
const place = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const phones = new Map();
let version = 0;
let last = 0;
let chosen = "";
let waiting = null;
let started = "";
let looking = false;
let again = false;

async function look() {
  clearTimeout(waiting);
  if (looking) { again = true; return; }
  looking = true;
  try {
    const state = await get(started ? `state?version=${version}&after=${last}&started=${started}` : "state");
    if (!state.unchanged) take(state);
    alarm("");
  } catch {
    alarm("模拟器没有回应，正在重试");
  }
  looking = false;
  waiting = setTimeout(look, again ? 0 : document.hidden ? 2000 : EVERY);
  again = false;
}

function alarm(words) {
  const place = document.getElementById("alarm");
  if (place.textContent !== words) place.textContent = words;
}

function take(state) {
  // A platform that was started anew counts from the beginning.
  if (started && started !== state.started) { location.reload(); return; }
  started = state.started;
  version = state.version;
  document.getElementById("account").textContent = state.account.name;
  document.getElementById("mode").textContent = MODES[state.account.mode];
  document.getElementById("now").textContent = fullTime(state.now);
  place.querySelector(".empty")?.remove();
  for (const one of state.phones) {
    let phone = phones.get(one.openid);
    if (!phone) {
      phone = new Phone(one, state.account, (opener) => touched(one.openid, opener));
      phones.set(one.openid, phone);
      place.append(phone.box);
      chosen ||= one.openid;
    }
    phone.update(one, state.menu, state.now);
    last = Math.max(last, one.last);
  }
  if (!phones.size) place.append(h("p", { class: "empty" }, "还没有手机。点右上角的“加一部手机”。"));
  drawTabs();
  nameWirePhones(state.phones);
  updateDrawer(state);
  refreshWire();
}

/** All phones share this browser's cookies, so only one of them may have a page open. */
function touched(openid, opener) {
  if (opener) for (const phone of phones.values()) if (phone !== opener) phone.closeWeb();
  drawTabs();
}

function drawTabs() {
  tabs.replaceChildren(...[...phones.values()].map((phone) => h("button", {
    type: "button", "aria-current": String(phone.openid === chosen), onclick: () => { chosen = phone.openid; phone.read(); drawTabs(); phone.toEnd(); },
  }, phone.name, h("small", {}, phone.state.role), h("span", { class: "dot" }, phone.unread ? String(phone.unread) : ""))));
  for (const phone of phones.values()) phone.box.classList.toggle("shown", phone.openid === chosen);
}

function prepareNewPhone() {
  const dialog = document.getElementById("new-phone");
  const name = h("input", { required: true, maxLength: 12, value: "" });
  const role = h("input", { maxLength: 12, value: "居民" });
  const follows = h("input", { type: "checkbox" });
  dialog.append(h("h2", {}, "加一部手机"), h("form", { onsubmit: async (event) => {
    event.preventDefault();
    await post("phones", { name: name.value.trim(), role: role.value.trim(), follows: follows.checked });
    dialog.close();
    name.value = "";
    look();
  } }, h("label", {}, "称呼", name), h("label", {}, "身份", role), h("label", {}, "已经关注公众号", follows),
  h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, "取消"), h("button", { type: "submit", class: "yes" }, "加上"))));
  document.getElementById("add-phone").addEventListener("click", () => dialog.showModal());
}

prepareDrawer();
prepareWire();
prepareNewPhone();
document.addEventListener("look", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
look();
