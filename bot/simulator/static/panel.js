// The panel behind the plus sign, and the sheets it opens.
import { base, get, h, icon } from "./dom.js";

const TILES = [
  ["picture", "图片", "picture"], ["video", "视频", "video"], ["voice", "语音", "voice"], ["location", "位置", "pin"],
  ["scan", "扫一扫", "scan"], ["link", "链接", "link"], ["file", "文件", "file"], ["consent", "订阅", "bell"],
  ["settings", "这部手机", "gear"], ["unfollow", "取消关注", "follow"],
];
const PICTURES = [["house.svg", "屋顶漏雨"], ["paper.svg", "诊断证明"], ["card.svg", "残疾人证"]];
const PLACES = [
  ["示范县城关镇幸福村（示例）", 37.4361, 112.0287], ["示范县北张乡上庄村（示例）", 37.5032, 111.9514],
  ["北京市东城区长安街（外地）", 39.9087, 116.3975],
];
const SAYINGS = ["我妈瘫痪在床没人管", "农村低保一个月多少钱", "这个月的钱还没到"];

export function morePanel(phone) {
  const panel = h("div", { class: "more", hidden: true }, TILES.map(([name, label, sign]) =>
    h("button", { type: "button", onclick: () => { panel.hidden = true; panel.open(name); } }, h("span", { class: "tile icon" }, icon(sign)), label)));
  panel.open = (name, extra) => {
    if (name === "video") phone.act("video");
    else if (name === "unfollow") sheet(phone, "取消关注", [h("p", {}, "取消关注后，公众号不能再给这部手机发消息。")], () => phone.act("unfollow"), "取消关注");
    else SHEETS[name](phone, extra);
  };
  return panel;
}

/** A sheet from below; `go` is what its button does, and no `go` means no button. */
function sheet(phone, title, content, go, label = "发送") {
  const close = () => cover.remove();
  const paper = h("form", { class: "paper", role: "dialog", "aria-label": title, onsubmit: (event) => { event.preventDefault(); go(); close(); } },
    h("h3", {}, title), h("div", { class: "stack" }, content),
    h("div", { class: "ends" }, h("button", { type: "button", onclick: close }, go ? "取消" : "关闭"), go ? h("button", { type: "submit", class: "go" }, label) : null));
  const cover = h("div", { class: "cover", onclick: (event) => { if (event.target === cover) close(); }, onkeydown: (event) => { if (event.key === "Escape") close(); } }, paper);
  phone.frame.append(cover);
  (paper.querySelector("input,textarea") || paper.querySelector("button")).focus();
  return close;
}

const field = (label, element) => h("label", {}, label, element);

async function pixels(source) {
  const canvas = h("canvas", { width: 640, height: 480 });
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const scale = Math.max(640 / picture.width, 480 / picture.height);
  const paint = canvas.getContext("2d");
  paint.fillStyle = "#fff";
  paint.fillRect(0, 0, 640, 480);
  paint.drawImage(picture, (640 - picture.width * scale) / 2, (480 - picture.height * scale) / 2, picture.width * scale, picture.height * scale);
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}

const SHEETS = {
  picture(phone) {
    const send = async (source) => { close(); phone.act("picture", { data: await pixels(source), content_type: "image/jpeg" }); };
    const chosen = h("input", { type: "file", accept: "image/*", onchange: () => {
      const reader = new FileReader();
      reader.onload = () => send(reader.result);
      if (chosen.files[0]) reader.readAsDataURL(chosen.files[0]);
    } });
    const close = sheet(phone, "发图片", [
      h("div", { class: "pictures" }, PICTURES.map(([file, label]) => h("button", { type: "button", onclick: () => send(`${base}static/pictures/${file}`) },
        h("img", { src: `${base}static/pictures/${file}`, alt: "" }), label))),
      h("label", { class: "pick" }, "从电脑选一张", chosen)]);
  },

  voice(phone) {
    const words = h("textarea", { rows: 2 });
    const seconds = h("input", { type: "number", min: 1, max: 60, value: 4 });
    const heard = h("input", { type: "checkbox", checked: true });
    sheet(phone, "发语音", [
      field("说的话", words),
      h("div", {}, SAYINGS.map((saying) => h("button", { type: "button", class: "choice", onclick: () => { words.value = saying; } }, saying))),
      h("label", { class: "switch" }, "平台识别出文字", heard), field("秒数", seconds),
      h("p", { class: "hint" }, "2023 年起平台多半不再识别语音，关上开关就是那样。")],
    () => phone.act("voice", { transcript: heard.checked ? words.value : "", seconds: Number(seconds.value) || 3 }));
  },

  location(phone, extra) {
    const label = h("input", { value: PLACES[0][0] });
    const latitude = h("input", { type: "number", step: "any", value: PLACES[0][1] });
    const longitude = h("input", { type: "number", step: "any", value: PLACES[0][2] });
    const choose = ([words, north, east]) => { label.value = words; latitude.value = north; longitude.value = east; };
    sheet(phone, "发位置", [
      h("div", {}, PLACES.map((place) => h("button", { type: "button", class: "choice", onclick: () => choose(place) }, place[0], h("small", {}, `${place[1]}, ${place[2]}`)))),
      field("地点", label), h("div", { class: "two" }, field("纬度", latitude), field("经度", longitude))],
    () => phone.act(extra ? "menu" : "location", { ...extra, latitude: Number(latitude.value), longitude: Number(longitude.value), label: label.value }));
  },

  menu(phone, button) {
    if (button.type === "location_select") { SHEETS.location(phone, { button: button.name }); return; }
    const result = h("input", { value: "https://example.test/" });
    sheet(phone, button.name, [field("扫到的内容", result)], () => phone.act("menu", { button: button.name, result: result.value }), "扫描");
  },

  async scan(phone) {
    const { codes } = await get("state");
    const scene = h("input", { placeholder: "place:141121100201" });
    const close = sheet(phone, "扫一扫", [
      h("div", {}, codes.slice(-30).map((code) => h("button", { type: "button", class: "choice", onclick: () => { close(); phone.act("scan", { ticket: code.ticket }); } }, code.scene, h("small", {}, "账号生成的二维码")))),
      codes.length ? null : h("p", {}, "账号还没有生成二维码，可以直接写场景值。"),
      field("场景值", scene)], () => scene.value.trim() && phone.act("scan", { scene: scene.value.trim() }), "扫描");
  },

  link(phone) {
    const title = h("input", { value: "低保政策问答" });
    const url = h("input", { type: "url", value: "https://example.test/" });
    sheet(phone, "发链接", [field("标题", title), field("网址", url)], () => phone.act("link", { title: title.value, url: url.value }));
  },

  file(phone) {
    const name = h("input", { value: "家庭情况说明.docx" });
    sheet(phone, "发文件", [field("文件名", name)], () => phone.act("file", { name: name.value }));
  },

  async consent(phone) {
    const { templates } = await get("state");
    const rows = templates.map(({ template_id, title }) => {
      const refused = phone.state.refused.includes(template_id);
      return h("div", {}, h("div", {}, `${title}（还可收 ${phone.state.consents[template_id] || 0} 次）`), h("div", { class: "ends" },
        h("button", { type: "button", onclick: () => { close(); phone.act("consent", { template_id, accept: false }); } }, "这次不要"),
        h("button", { type: "button", class: "go", onclick: () => { close(); phone.act("consent", { template_id }); } }, "允许一次"),
        h("button", { type: "button", onclick: () => { close(); phone.act("refuse", { template_id, refuse: !refused }); } }, refused ? "恢复接收" : "不再接收")));
    });
    const close = sheet(phone, "订阅消息", rows.length ? rows : [h("p", {}, "账号还没有消息模板。")]);
  },

  settings(phone) {
    const { blocked, snapshot, where, window: open } = phone.state;
    const toggle = (label, name, checked, value = (on) => on) => h("label", { class: "switch" }, label,
      h("input", { type: "checkbox", checked, onchange: (event) => phone.act("set", { [name]: value(event.target.checked) }) }));
    sheet(phone, "这部手机", [
      toggle("拒收公众号的消息", "blocked", blocked),
      toggle("用快照页打开网页（虚拟账号）", "snapshot", snapshot),
      toggle("进入聊天时报告位置", "where", Boolean(where), (on) => (on ? [PLACES[0][1], PLACES[0][2], 65] : null)),
      h("button", { type: "button", class: "choice", onclick: () => phone.act("enter") }, "重新进入聊天", h("small", {}, "允许报告位置时，会推送一次位置")),
      h("p", {}, open.until ? `公众号还可以主动发 ${open.left} 条` : "公众号现在不能主动发消息"),
      h("p", {}, h("small", {}, phone.openid))]);
  },
};
