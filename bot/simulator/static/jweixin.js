// What WeChat's own script does for our pages, as far as the subscription button goes.
(() => {
  const base = new URL("../", document.currentScript.src);
  const calls = { ready: [], error: [] };
  let asked = null;
  const post = (path, body) => fetch(new URL(path, base), {
    method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }).then((answer) => answer.json());
  const part = (element, style) => {
    const found = element.querySelector(`script[type="text/wxtag-template"]${style ? '[slot="style"]' : ":not([slot])"}`);
    return found ? found.textContent : "";
  };

  async function show(element) {
    const { appId, timestamp, nonceStr, signature } = asked;
    const templates = element.getAttribute("template") || "";
    const url = location.href.split("#")[0];
    const told = await post("check", { appId, timestamp, nonceStr, signature, url, templates });
    if (!told.good) { calls.error.forEach((call) => call({ errMsg: "config:invalid signature" })); return; }
    const root = element.shadowRoot || element.attachShadow({ mode: "open" });
    root.innerHTML = part(element, true) + part(element, false);
    root.querySelector("button").addEventListener("click", () => dialog(element, told));
    element.dispatchEvent(new CustomEvent("ready"));
    calls.ready.forEach((call) => call());
  }

  function dialog(element, told) {
    const box = document.createElement("dialog");
    box.setAttribute("aria-label", "订阅通知");
    box.style.cssText = "border:0;border-radius:12px;max-width:20rem;width:90%;padding:16px;font:16px/1.6 sans-serif";
    const lines = Object.entries(told.templates).map(([id, title]) =>
      `<label style="display:block;padding:8px 0"><input type="checkbox" checked data-id="${id}"> </label>`).join("");
    box.innerHTML = `<p style="margin:0 0 8px"></p>${lines}<p style="display:flex;gap:12px;margin:12px 0 0">
      <button type="button" data-yes="" style="flex:1;min-height:44px">拒绝</button>
      <button type="button" data-yes="1" style="flex:1;min-height:44px;background:#07c160;color:#fff;border:0;border-radius:6px">允许</button></p>`;
    box.querySelector("p").textContent = `${told.account} 申请给您发一次通知`;
    box.querySelectorAll("label").forEach((label, place) => label.append(Object.values(told.templates)[place]));
    box.querySelectorAll("button").forEach((button) => button.addEventListener("click", async () => {
      const answers = {}, details = {};
      box.querySelectorAll("input").forEach((one) => {
        answers[one.dataset.id] = button.dataset.yes && one.checked ? "accept" : "reject";
        details[one.dataset.id] = JSON.stringify({ status: answers[one.dataset.id] });
      });
      box.remove();
      const done = await post("subscribe", { answers });
      const name = done.errMsg === "subscribe:ok" ? "success" : "error";
      element.dispatchEvent(new CustomEvent(name, { detail: { errMsg: done.errMsg, subscribeDetails: JSON.stringify(details) } }));
    }));
    document.body.append(box);
    box.showModal();
  }

  window.wx = {
    config(given) {
      asked = given;
      if ((given.openTagList || []).includes("wx-open-subscribe")) document.querySelectorAll("wx-open-subscribe").forEach(show);
    },
    ready(call) { calls.ready.push(call); },
    error(call) { calls.error.push(call); },
    checkJsApi() {},
  };
})();
