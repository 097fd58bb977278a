// One phone: its frame, its chat, its bottom bar, and the browser inside it.
import { base, clockTime, h, icon, post } from "./dom.js";
import { draw, face, toneOf } from "./bubbles.js";
import { morePanel } from "./panel.js";

export class Phone {
  constructor(state, account, opened) {
    this.openid = state.openid;
    this.name = state.name;
    this.account = account.name;
    this.accountLetter = account.name.slice(0, 1);
    this.letterOpened = opened;
    this.state = state;
    this.last = null;
    this.unread = 0;
    this.menu = null;
    this.typing = false;
    this.build();
  }

  build() {
    this.dot = h("span", { class: "dot", role: "status" });
    this.time = h("span", {});
    this.title = h("span", { class: "title" }, this.account);
    this.chat = h("div", { class: "chat", role: "log", tabindex: "0", "aria-label": `${this.name}的聊天` });
    this.foot = h("div", { class: "foot" });
    this.more = morePanel(this);
    this.screen = h("div", { class: "screen" });
    this.frame = h("div", { class: "phone" },
      h("div", { class: "status" }, this.time, h("span", { "aria-hidden": "true" }, "5G ▮▮▮")),
      h("div", { class: "bar" }, h("span", { class: "icon" }, icon("back")), this.title,
        h("button", { type: "button", class: "icon", "aria-label": "更多", onclick: () => this.toggleMore() }, icon("dots"))),
      this.chat, this.foot, this.more);
    this.box = h("section", { class: "phone-box", "aria-label": `${this.name} ${this.state.role}` },
      h("header", { class: "owner" }, h("h2", {}, this.name), h("span", {}, this.state.role), this.dot), this.frame);
    for (const event of ["pointerdown", "focusin"]) this.box.addEventListener(event, () => this.read());
    this.input = h("textarea", { rows: 1, "aria-label": `${this.name}说`, enterkeyhint: "send", oninput: () => this.typed(), onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.sendText(); }
    } });
    this.send = h("button", { type: "button", class: "send", hidden: true, onclick: () => this.sendText() }, "发送");
  }

  /** Take the newest state; returns how many bubbles were new. */
  update(state, menu, now) {
    const first = !this.started;
    this.started = true;
    const followedBefore = this.state.followed;
    this.state = state;
    this.time.textContent = clockTime(now);
    this.title.textContent = state.typing ? "对方正在输入…" : this.account;
    const fresh = state.bubbles.filter((bubble) => !this.last || bubble.id > this.last.id);
    const atEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 120;
    for (const bubble of fresh) {
      this.chat.append(...draw(bubble, this.last, this, now));
      this.last = bubble;
    }
    const key = JSON.stringify([menu, state.followed]);
    if (key !== this.menuKey) {
      this.menuKey = key;
      this.menu = menu;
      this.keyboard = menu.length === 0;
      this.drawFoot();
    }
    if (first || followedBefore !== state.followed) this.drawProfile();
    if (fresh.length && (atEnd || fresh.some((bubble) => bubble.side === "me"))) this.toEnd();
    const heard = first ? 0 : fresh.filter((bubble) => bubble.side !== "me").length;
    if (heard && !this.box.contains(document.activeElement)) this.unread += heard;
    this.showUnread();
    return fresh.length;
  }

  toEnd() {
    this.chat.scrollTop = this.chat.scrollHeight;
    // Pictures grow after they are loaded.
    for (const picture of this.chat.querySelectorAll("img")) {
      if (!picture.complete) picture.addEventListener("load", () => { this.chat.scrollTop = this.chat.scrollHeight; }, { once: true });
    }
  }

  read() {
    this.unread = 0;
    this.showUnread();
    this.letterOpened();
  }

  showUnread() {
    this.dot.textContent = this.unread ? String(Math.min(this.unread, 99)) : "";
    this.dot.setAttribute("aria-label", this.unread ? `${this.unread} 条未读` : "");
  }

  drawFoot() {
    this.foot.replaceChildren();
    this.foot.hidden = !this.state.followed;
    const canToggle = this.menu.length > 0;
    if (canToggle) {
      this.foot.append(h("button", { type: "button", class: "toggle icon", "aria-label": this.keyboard ? "显示菜单" : "显示键盘",
        onclick: () => { this.keyboard = !this.keyboard; this.more.hidden = true; this.drawFoot(); if (this.keyboard) this.input.focus(); } },
      icon(this.keyboard ? "list" : "keyboard")));
    }
    if (this.keyboard) {
      this.foot.append(h("div", { class: "write" },
        h("button", { type: "button", class: "round icon", "aria-label": "语音", onclick: () => this.more.open("voice") }, icon("voice")),
        this.input, this.send,
        h("button", { type: "button", class: "round icon", "aria-label": "更多功能", onclick: () => this.toggleMore() }, icon("plus"))));
    } else {
      this.foot.append(h("div", { class: "buttons" }, this.menu.map((button) => this.menuButton(button))));
    }
  }

  menuButton(button) {
    const subs = button.sub_button || [];
    if (!subs.length) return h("div", {}, h("button", { type: "button", class: "top-button", onclick: () => this.tapsMenu(button) }, button.name));
    const list = h("div", { class: "subs", hidden: true, role: "menu" }, subs.map((sub) =>
      h("button", { type: "button", role: "menuitem", onclick: () => { list.hidden = true; this.tapsMenu(sub); } }, sub.name)));
    const open = h("button", { type: "button", class: "top-button", "aria-haspopup": "menu", onclick: () => {
      const wasHidden = list.hidden;
      for (const other of this.foot.querySelectorAll(".subs")) other.hidden = true;
      list.hidden = !wasHidden;
    } }, h("span", { class: "bars", "aria-hidden": "true" }), button.name);
    return h("div", {}, list, open);
  }

  drawProfile() {
    this.frame.querySelector(".profile")?.remove();
    this.chat.hidden = false;
    if (this.state.followed) return;
    this.more.hidden = true;
    this.chat.hidden = !this.last;
    this.foot.before(h("div", { class: "profile" }, face(this.accountLetter), h("h3", {}, this.account), h("p", {}, "服务号"),
      h("button", { type: "button", class: "go", onclick: () => this.act("follow") }, "关注公众号"),
      h("button", { type: "button", class: "other", onclick: () => this.more.open("scan") }, "扫二维码关注")));
  }

  typed() {
    this.send.hidden = !this.input.value.trim();
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 96)}px`;
  }

  sendText() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.typed();
    this.says(text);
  }

  says(text, menuId = "") { return this.act("text", { text, menu_id: menuId || "" }); }

  async tapsMenu(button) {
    if (["scancode_push", "scancode_waitmsg", "location_select"].includes(button.type)) { this.more.open("menu", button); return; }
    const done = await this.act("menu", { button: button.name });
    if (done?.url) this.opens(done.url);
  }

  async act(act, body = {}) {
    try {
      const done = await post(`phones/${this.openid}/acts`, { ...body, act });
      document.dispatchEvent(new Event("look"));
      return done;
    } catch (error) {
      this.tells(error.message.includes("expired") ? "二维码已过期" : `没有做成：${error.message}`);
      return null;
    }
  }

  toggleMore() {
    if (!this.state.followed) return;
    this.more.hidden = !this.more.hidden;
    if (!this.more.hidden) this.toEnd();
  }

  /** Show a page in the browser inside this phone. */
  opens(url) {
    if (!url) { this.tells("这里没有网页"); return; }
    this.letterOpened(this);
    this.closeWeb();
    const frame = h("iframe", { title: `${this.name}打开的网页`, src: `${base}browser/${encodeURIComponent(this.openid)}/open?url=${encodeURIComponent(url)}` });
    const title = h("span", { class: "title" }, "正在打开…");
    frame.addEventListener("load", () => {
      try { title.textContent = frame.contentDocument.title || new URL(url).host; } catch { title.textContent = new URL(url).host; }
    });
    this.web = h("div", { class: "web", role: "dialog", "aria-label": "网页" }, h("div", { class: "bar" },
      h("button", { type: "button", class: "icon", "aria-label": "关闭网页，回到聊天", onclick: () => this.closeWeb() }, icon("close")), title,
      h("button", { type: "button", class: "icon", "aria-label": "网页后退", onclick: () => { try { frame.contentWindow.history.back(); } catch { this.closeWeb(); } } }, icon("back"))), frame);
    this.frame.append(this.web);
  }

  closeWeb() {
    this.web?.remove();
    this.web = null;
  }

  /** A short word that passes by itself. */
  tells(words) {
    const told = h("p", { class: "said-no", role: "status" }, words);
    this.frame.append(told);
    setTimeout(() => told.remove(), 2600);
  }

  get tone() { return toneOf(this.openid); }
}
