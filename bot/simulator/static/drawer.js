// What may be made to go wrong, and the platform's own settings.
import { exactTime, h, post } from "./dom.js";

const KINDS = { latency: "变慢", code: "返回错误码", bad_gateway: "502 网页", truncated: "回答截断", empty: "回答为空", drop: "断开连接" };
const APIS = [["", "全部接口"], ["cgi-bin/message/custom", "客服消息"], ["cgi-bin/message/template", "模板消息"], ["cgi-bin/message/subscribe", "订阅通知"], ["cgi-bin/stable_token", "取令牌"], ["cgi-bin/menu", "菜单"], ["cgi-bin/media", "素材"], ["sns/", "网页授权"]];
const CODES = [[-1, "系统繁忙"], [40001, "令牌失效"], [40164, "IP 不在白名单"], [45009, "当日次数用完"], [45011, "太频繁"], [45015, "超出时限"], [45047, "超出条数"], [43004, "未关注"], [43101, "用户拒收"], [48001, "没有权限"]];
const STEPS = [[60, "1 分钟"], [3600, "1 小时"], [86400, "1 天"], [48 * 3600, "48 小时"]];
const END = [["", "成功"], ["failed:user block", "用户拒收"], ["failed: system failed", "系统失败"], ["failed:freq limit", "频率超限"]];

const dialog = document.getElementById("drawer");
let state = null;
let said = null;

export function prepareDrawer() {
  document.getElementById("open-drawer").addEventListener("click", () => { dialog.showModal(); draw(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}

export function updateDrawer(now) {
  const before = JSON.stringify([state?.faults, state?.pushing.held, state?.pushing.muted_until, state?.notes]);
  state = now;
  if (dialog.open && before !== JSON.stringify([now.faults, now.pushing.held, now.pushing.muted_until, now.notes]) && !dialog.contains(document.activeElement?.closest("input,select"))) draw();
}

const select = (choices, value, change) => h("select", { onchange: change && ((event) => change(event.target.value)) },
  choices.map(([key, label]) => h("option", { value: key, selected: String(key) === String(value) }, label)));
const button = (label, onclick) => h("button", { type: "button", onclick }, label);
const number = (value, given = {}) => h("input", { type: "number", value, ...given });

async function doing(work, words) {
  try { const done = await work(); said = [words(done), false]; } catch (error) { said = [`没有做成：${error.message}`, true]; }
  document.dispatchEvent(new Event("look"));
  draw();
}

function draw() {
  if (!state) return;
  const top = dialog.scrollTop;
  dialog.replaceChildren(
    h("header", {}, h("h2", { id: "drawer-title" }, "平台与故障"), h("button", { type: "button", "aria-label": "关闭", onclick: () => dialog.close() }, "关闭")),
    h("p", { class: `said${said?.[1] ? " bad" : ""}`, role: "status" }, said ? said[0] : ""),
    ...apiFaults(), ...pushing(), ...time(), ...tools(), ...notes());
  dialog.scrollTop = top;
}

function apiFaults() {
  const kind = select(Object.entries(KINDS), "code", (value) => { code.hidden = value !== "code"; seconds.hidden = value !== "latency"; });
  const api = select(APIS, "");
  const code = select(CODES.map(([key, label]) => [key, `${key} ${label}`]), -1);
  const seconds = number(3, { min: 0, step: 0.5, "aria-label": "秒", hidden: true });
  const share = number(100, { min: 1, max: 100 });
  const times = number("", { min: 1, placeholder: "不限" });
  const add = () => doing(() => post("faults", {
    kind: kind.value, api: api.value, code: Number(code.value), seconds: Number(seconds.value) || 0,
    rate: (Number(share.value) || 100) / 100, times: Number(times.value) || null,
  }), () => "故障已打开");
  const active = state.faults.active.map((fault) => h("li", {}, describe(fault), button("撤掉", () => doing(() => post("faults/remove", { id: fault.id }), () => "已撤掉"))));
  return [h("h3", {}, "接口故障"), h("div", { class: "row" }, kind, api, code, seconds),
    h("div", { class: "row" }, h("label", {}, "比例 %", share), h("label", {}, "次数", times), button("打开", add)),
    active.length ? h("ul", {}, active) : h("p", {}, "现在没有故障。"),
    h("div", { class: "row" }, button("令牌被别处刷新", () => doing(() => post("tokens/steal"), () => "账号手里的令牌都已失效")), button("全部复原", () => doing(() => post("faults/remove"), () => "全部复原了")))];
}

function describe(fault) {
  const api = APIS.find(([key]) => key === fault.api)?.[1] || fault.api;
  const detail = fault.kind === "code" ? ` ${fault.code}` : fault.kind === "latency" ? ` ${fault.seconds} 秒` : "";
  const share = fault.rate < 1 ? `，${Math.round(fault.rate * 100)}%` : "";
  return `${api}：${KINDS[fault.kind]}${detail}${share}${fault.times ? `，还有 ${fault.times} 次` : ""}`;
}

function pushing() {
  const { faults, pushing: now } = state;
  const set = (body, words) => doing(() => post("pushing", body), () => words);
  return [h("h3", {}, "推送"),
    h("div", { class: "row" }, h("label", {}, "重复推送", select([["", "不重复"], ["after", "答过再推一次"], ["together", "同时推两次"]], faults.duplicates, (value) => set({ duplicates: value }, "已改")))),
    h("div", { class: "row" }, h("label", {}, "晚到（秒）", number(faults.push_delay, { min: 0, onchange: (event) => set({ push_delay: Number(event.target.value) || 0 }, "已改") }))),
    h("div", { class: "row" }, faults.hold
      ? [`扣住 ${now.held} 条`, button("按顺序放行", () => set({ release: "in_order" }, "已放行")), button("倒着放行", () => set({ release: "backwards" }, "已放行"))]
      : button("先扣住不推", () => set({ hold: true }, "从现在起扣住"))),
    h("div", { class: "row" }, h("label", {}, "模板消息结果", select(END, faults.finish_status, (value) => set({ finish_status: value }, "已改")))),
    now.muted_until ? h("p", { class: "said bad" }, `失败太多，停推到 ${exactTime(now.muted_until)}`) : null].filter(Boolean);
}

function time() {
  return [h("h3", {}, "时间"), h("p", {}, "只拨快平台的钟，账号的服务器不知道。"),
    h("div", { class: "row" }, STEPS.map(([seconds, label]) => button(`拨快 ${label}`, () => doing(() => post("clock", { advance: seconds }), () => `已拨快 ${label}`))))];
}

function tools() {
  return [h("h3", {}, "账号"), h("p", {}, `推送到 ${state.account.push_url}`),
    h("div", { class: "row" }, button("验证服务器地址", () => doing(async () => {
      const found = await post("verify");
      if (!found.ok) throw new Error(found.problem);
    }, () => "验证通过")))];
}

function notes() {
  const rows = [...state.notes].reverse().map((note) => h("li", {}, exactTime(note.at), " ", note.text));
  return [h("h3", {}, "平台告警"), rows.length ? h("ul", { class: "log" }, rows) : h("p", {}, "服务器答不上来时，告警记在这里。")];
}
