// The raw exchanges between the platform and the account's server.
import { exactTime, get, h } from "./dom.js";

const place = (name) => document.getElementById(`wire${name}`);
const WAYS = { push: "推送", api: "接口" };
let shown = 0;
let loading = false;

export function prepareWire() {
  place("").addEventListener("toggle", refreshWire);
  place("-phone").addEventListener("change", refreshWire);
  place("-way").addEventListener("change", refreshWire);
}

export function nameWirePhones(phones) {
  const select = place("-phone");
  const known = new Set([...select.options].map((option) => option.value));
  for (const phone of phones) if (!known.has(phone.openid)) select.append(h("option", { value: phone.openid }, phone.name));
}

export async function refreshWire() {
  if (!place("").open || loading) return;
  loading = true;
  try {
    const query = new URLSearchParams({ openid: place("-phone").value, way: place("-way").value });
    const { exchanges } = await get(`exchanges?${query}`);
    place("-empty").hidden = exchanges.length > 0;
    place("-rows").replaceChildren(...exchanges.reverse().slice(0, 120).map(row));
  } finally {
    loading = false;
  }
}

function row(exchange) {
  const good = exchange.verdict === "ok" || exchange.verdict === "duplicate ok";
  return h("tr", { "aria-selected": String(exchange.id === shown), onclick: () => show(exchange.id) },
    h("td", {}, exactTime(exchange.at)), h("td", {}, WAYS[exchange.way]),
    h("td", {}, h("button", { type: "button" }, exchange.what)), h("td", {}, exchange.way === "push" ? String(exchange.attempt) : ""),
    h("td", {}, `${exchange.took_ms} ms`), h("td", { class: good ? "good" : "bad" }, good ? "正常" : exchange.verdict));
}

async function show(id) {
  shown = id;
  const one = await get(`exchanges/${id}`);
  const part = (title, text) => text ? [h("h3", {}, title), h("pre", {}, pretty(text))] : [];
  place("-detail").replaceChildren(
    ...part("请求", `${one.method} ${one.url}\n\n${one.request}`), ...part("请求解密后", one.clear_request),
    ...part(`回答 ${one.status || "（没有）"}`, one.response || "（空）"), ...part("回答解密后", one.clear_response), ...part("平台的判断", one.verdict));
  refreshWire();
}

function pretty(text) {
  if (text.startsWith("{")) { try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; } }
  return text.replace(/>(<[A-Za-z])/g, ">\n$1").replace("</xml>", "\n</xml>");
}
